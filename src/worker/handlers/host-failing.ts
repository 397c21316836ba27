import { notifyHostFailing } from '@/services/notify/host-failing'
import type { Handler } from '../handler'

export const hostFailing: Handler<'host.failing'> = async (caller, payloads) => {
  for (const payload of payloads) await notifyHostFailing(caller, payload)
}
