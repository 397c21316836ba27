import { startEscalation } from '@/services/escalation/start'
import { fanOut } from '@/services/webhook/fan-out'
import type { Handler } from '../handler'

export const incidentRaised: Handler<'incident.raised'> = async (caller, payloads, { outboxIds: [outboxId = ''] }) => {
  for (const { incidentId } of payloads) {
    await fanOut(caller, 'incident.opened', { incidentId, outboxId })
    await startEscalation(caller, { incidentId, outboxId })
  }
}
