import { settleGroup } from '@/services/correlation/settle'
import { notifyIncidentResolved } from '@/services/notify/incident-resolved'
import type { Handler } from '../handler'

/** Only the end of a group is told: while members stand, another of them leads it. */
export const incidentResolved: Handler<'incident.resolved'> = async (caller, payloads) => {
  for (const payload of payloads)
    if ((await settleGroup(caller, payload)) === 'ended')
      await notifyIncidentResolved(caller, { incidentId: payload.incidentId })
}
