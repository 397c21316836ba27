import { releaseHeld } from '@/services/correlation/release'
import type { Handler } from '../handler'

export const incidentHeld: Handler<'incident.held'> = async (caller, payloads) => {
  for (const { incidentId } of payloads) await releaseHeld(caller, { incidentId })
}
