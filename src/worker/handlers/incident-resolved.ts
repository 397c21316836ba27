import { notifyIncidentResolved } from '@/services/notify/incident-resolved'
import type { Handler } from '../handler'

export const incidentResolved: Handler<'incident.resolved'> = async (caller, payloads) => {
  for (const { incidentId } of payloads) await notifyIncidentResolved(caller, { incidentId })
}
