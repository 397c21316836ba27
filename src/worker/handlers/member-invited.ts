import { notifyInvitation } from '@/services/notify/invitation'
import type { Handler } from '../handler'

export const memberInvited: Handler<'member.invited'> = async (caller, payloads) => {
  for (const payload of payloads) await notifyInvitation(caller, payload)
}
