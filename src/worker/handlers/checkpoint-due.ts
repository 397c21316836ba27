import { takeCheckpoint } from '@/services/checkpoint/take'
import type { Handler } from '../handler'

export const checkpointDue: Handler<'checkpoint.due'> = async (caller, payloads) => {
  for (const payload of payloads) await takeCheckpoint(caller, takeCheckpoint.input.parse(payload))
}
