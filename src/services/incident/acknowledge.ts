import { z } from 'zod'
import { acknowledge } from '@/domain/incident/transition'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { applyMove, decided, holdIncident, personOf, subjectOf } from './store'

/** "I have it": says who works on the incident. Again by the same person changes nothing. */
export const acknowledgeIncident = mutation(
  { action: 'incident.acknowledge', can: 'incident.respond', input: z.strictObject({ incidentId: zId }) },
  async (ctx, { incidentId }) => {
    const incident = await holdIncident(ctx, incidentId)
    const move = decided(acknowledge(incident, personOf(ctx), ctx.now))
    const { status, acknowledgedBy } = move.state
    const output = { incidentId, number: incident.number, status, acknowledgedBy }
    if (!move.hasChanged) return unchanged(output, 'the same person has it already')
    await applyMove(ctx, incident, move)
    return audited(output, {
      subject: subjectOf(incident),
      clientId: incident.clientId,
      before: { status: incident.status },
      after: { status, acknowledgedBy },
    })
  },
)
