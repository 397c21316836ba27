import { correlateIncident } from '@/services/correlation/correlate'
import { releaseHeld } from '@/services/correlation/release'
import { startEscalation } from '@/services/escalation/start'
import { fanOut } from '@/services/webhook/fan-out'
import type { Handler } from '../handler'

/** Ranks it and decides who is called: nobody, when it joins a group that is known. */
export const incidentOpened: Handler<'incident.opened'> = async (caller, payloads) => {
  for (const { incidentId } of payloads) await correlateIncident(caller, { incidentId })
}

export const incidentHeld: Handler<'incident.held'> = async (caller, payloads) => {
  for (const { incidentId } of payloads) await releaseHeld(caller, { incidentId })
}

export const incidentRaised: Handler<'incident.raised'> = async (caller, payloads, { outboxIds: [outboxId = ''] }) => {
  for (const { incidentId } of payloads) {
    await fanOut(caller, 'incident.opened', { incidentId, outboxId })
    await startEscalation(caller, { incidentId, outboxId })
  }
}
