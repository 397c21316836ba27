import { notifyWebhookDisabled } from '@/services/notify/webhook-disabled'
import { fanOut } from '@/services/webhook/fan-out'
import type { Handler } from '../handler'

export const webhookEvent: Handler<'webhook.event'> = async (caller, payloads, { outboxIds: [outboxId = ''] }) => {
  for (const { type, ...subject } of payloads) await fanOut(caller, type, { ...subject, outboxId })
}

export const webhookDisabled: Handler<'webhook.disabled'> = async (
  caller,
  payloads,
  { outboxIds: [outboxId = ''] },
) => {
  for (const payload of payloads) await notifyWebhookDisabled(caller, { ...payload, outboxId })
}
