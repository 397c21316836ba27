import { assemblePack } from '@/services/pack/assemble'
import type { Handler } from '../handler'

export const packRequested: Handler<'pack.requested'> = async (caller, payloads) => {
  for (const payload of payloads) await assemblePack(caller, payload)
}
