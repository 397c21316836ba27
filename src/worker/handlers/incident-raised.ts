import { notifyIncidentOpened } from '@/services/notify/incident-opened'
import type { Handler } from '../handler'

export const incidentRaised: Handler<'incident.raised'> = async (caller, payloads, { outboxIds: [outboxId = ''] }) => {
  for (const { incidentId } of payloads) await notifyIncidentOpened(caller, { incidentId, outboxId })
}
