import { correlateIncident } from '@/services/correlation/correlate'
import type { Handler } from '../handler'

/** Ranks it and decides who is called: nobody, when it joins a group that is known. */
export const incidentOpened: Handler<'incident.opened'> = async (caller, payloads) => {
  for (const { incidentId } of payloads) await correlateIncident(caller, { incidentId })
}
