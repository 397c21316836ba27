import { sendQuestion } from '@/services/notify/subscription'
import type { Handler } from '../handler'

export const subscriptionAsked: Handler<'subscription.asked'> = async (caller, payloads) => {
  for (const payload of payloads) await sendQuestion(caller, payload)
}
