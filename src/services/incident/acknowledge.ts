import { z } from 'zod'
import { acknowledge } from '@/domain/incident/transition'
import { zId } from '@/lib/ids'
import type { AuditFact } from '../audit/append'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { applyMove, holdIncident, type MoveExtra, personOf, type StoredIncident, subjectOf } from './store'

/** Who takes what nobody was given has it. */
function takenBy({ actor }: MutationContext, { assigneeName }: StoredIncident): MoveExtra {
  return actor.kind === 'user' && assigneeName === null ? { assigneeUserId: actor.id, assigneeName: actor.name } : {}
}

/** The decision on an incident that is held, written unless it is refused. `fact` = null when nothing changed. */
export async function takeHeld(ctx: MutationContext, incident: StoredIncident) {
  const decision = acknowledge(incident, personOf(ctx), ctx.now)
  if (decision.error) return decision
  const { move } = decision
  const { status, acknowledgedBy } = move.state
  if (move.hasChanged) await applyMove(ctx, incident, { ...move, extra: takenBy(ctx, incident) })
  if (move.hasChanged) await ctx.emit('webhook.event', { type: 'incident.acknowledged', incidentId: incident.id })
  const fact: AuditFact | null = move.hasChanged
    ? {
        subject: subjectOf(incident),
        clientId: incident.clientId,
        before: { status: incident.status },
        after: { status, acknowledgedBy },
      }
    : null
  return { error: undefined, fact, status, acknowledgedBy }
}

/** "I have it": says who works on the incident. Again by the same person changes nothing. */
export const acknowledgeIncident = mutation(
  { action: 'incident.acknowledge', can: 'incident.respond', input: z.strictObject({ incidentId: zId }) },
  async (ctx, { incidentId }) => {
    const incident = await holdIncident(ctx, incidentId)
    const taken = await takeHeld(ctx, incident)
    if (taken.error) throw taken.error
    const { status, acknowledgedBy, fact } = taken
    const output = { incidentId, number: incident.number, status, acknowledgedBy }
    return fact ? audited(output, fact) : unchanged(output, 'the same person has it already')
  },
)
