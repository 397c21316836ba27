import { notifySignIn } from '@/services/notify/sign-in-link'
import type { Handler } from '../handler'

export const signInRequested: Handler<'sign-in.requested'> = async (
  caller,
  payloads,
  { outboxIds: [outboxId = ''] },
) => {
  for (const payload of payloads) await notifySignIn(caller, { ...payload, outboxId })
}
