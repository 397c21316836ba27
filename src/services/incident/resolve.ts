import { ResolveInput } from '@/domain/incident/schema'
import { resolve } from '@/domain/incident/transition'
import { audited, mutation } from '../define'
import { applyMove, decided, holdIncident, personOf, subjectOf } from './store'

/** Ends an incident with what was done; those who were told of it are told the end. A new occurrence opens a new one. */
export const resolveIncident = mutation(
  { action: 'incident.resolve', can: 'incident.respond', input: ResolveInput },
  async (ctx, { incidentId, resolution }) => {
    const incident = await holdIncident(ctx, incidentId)
    const move = decided(resolve(incident, personOf(ctx), { resolution, at: ctx.now }))
    await applyMove(ctx, incident, move)
    await ctx.emit('incident.resolved', { incidentId })
    const { status, resolvedAt, resolvedBy } = move.state
    return audited(
      { incidentId, number: incident.number, status, resolvedAt },
      {
        subject: subjectOf(incident),
        clientId: incident.clientId,
        before: { status: incident.status },
        after: { status, resolvedBy, resolution },
      },
    )
  },
)
