import { keepCheckpoint } from '@/services/checkpoint/keep'
import { takeCheckpoint } from '@/services/checkpoint/take'
import { notifyCheckpoint } from '@/services/notify/checkpoint'
import type { Handler } from '../handler'

export const checkpointDue: Handler<'checkpoint.due'> = async (caller, payloads) => {
  for (const payload of payloads) await takeCheckpoint(caller, takeCheckpoint.input.parse(payload))
}

export const checkpointTaken: Handler<'checkpoint.taken'> = async (caller, payloads) => {
  for (const payload of payloads) {
    await keepCheckpoint(caller, payload)
    await notifyCheckpoint(caller, payload)
  }
}
