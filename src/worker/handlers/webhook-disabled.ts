import { notifyWebhookDisabled } from '@/services/notify/webhook-disabled'
import type { Handler } from '../handler'

export const webhookDisabled: Handler<'webhook.disabled'> = async (
  caller,
  payloads,
  { outboxIds: [outboxId = ''] },
) => {
  for (const payload of payloads) await notifyWebhookDisabled(caller, { ...payload, outboxId })
}
