import { settleGroup } from '@/services/correlation/settle'
import { settleResolved } from '@/services/escalation/end'
import { fanOut } from '@/services/webhook/fan-out'
import type { Handler } from '../handler'

/** Only the end of a group is told: while members stand, another of them leads it. */
export const incidentResolved: Handler<'incident.resolved'> = async (
  caller,
  payloads,
  { outboxIds: [outboxId = ''] },
) => {
  for (const payload of payloads) {
    if ((await settleGroup(caller, payload)) !== 'ended') continue
    const { incidentId } = payload
    await fanOut(caller, 'incident.resolved', { incidentId, outboxId })
    await settleResolved(caller, { incidentId })
  }
}
