import { keepCheckpoint } from '@/services/checkpoint/keep'
import { notifyCheckpoint } from '@/services/notify/checkpoint'
import type { Handler } from '../handler'

export const checkpointTaken: Handler<'checkpoint.taken'> = async (caller, payloads) => {
  for (const payload of payloads) {
    await keepCheckpoint(caller, payload)
    await notifyCheckpoint(caller, payload)
  }
}
