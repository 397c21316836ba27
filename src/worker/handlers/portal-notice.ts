import { sendNotice } from '@/services/notify/subscription'
import type { Handler } from '../handler'

export const portalNotice: Handler<'portal.notice'> = async (caller, payloads) => {
  for (const payload of payloads) await sendNotice(caller, payload)
}
