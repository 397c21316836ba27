import { fanOut } from '@/services/webhook/fan-out'
import type { Handler } from '../handler'

export const webhookEvent: Handler<'webhook.event'> = async (caller, payloads, { outboxIds: [outboxId = ''] }) => {
  for (const { type, ...subject } of payloads) await fanOut(caller, type, { ...subject, outboxId })
}
