import { ResolveInput } from '@/domain/incident/schema'
import { resolve } from '@/domain/incident/transition'
import type { AuditFact } from '../audit/append'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { applyMove, decided, holdIncident, personOf, subjectOf } from './store'

const FOLDED = `
SELECT i.id FROM incident i
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.merged_into_id = $1::uuid AND i.status <> 'resolved' ORDER BY i.id FOR UPDATE`

interface Words {
  resolution: string
  causeCategory?: string | null | undefined
}

async function end(ctx: MutationContext, incidentId: string, { resolution, causeCategory }: Words) {
  const incident = await holdIncident(ctx, incidentId)
  const move = decided(resolve(incident, personOf(ctx), { resolution, at: ctx.now }))
  const awake = { snoozedUntil: null, snoozeReason: null, snoozedBy: null }
  await applyMove(ctx, incident, { ...move, extra: { ...awake, ...(causeCategory && { causeCategory }) } })
  await ctx.emit('incident.resolved', { incidentId })
  const { status, resolvedAt, resolvedBy } = move.state
  const fact: AuditFact = {
    subject: subjectOf(incident),
    clientId: incident.clientId,
    before: { status: incident.status },
    after: { status, resolvedBy, resolution, ...(causeCategory && { causeCategory }) },
  }
  return { fact, output: { incidentId, number: incident.number, status, resolvedAt } }
}

/**
 * Ends an incident with what was done and where the fault lay, and with it what was merged into it; those who were told of it are
 * told the end. A new occurrence opens a new one.
 */
export const resolveIncident = mutation(
  { action: 'incident.resolve', can: 'incident.respond', input: ResolveInput },
  async (ctx, { incidentId, ...words }) => {
    const { fact, output } = await end(ctx, incidentId, words)
    const facts: AuditFact[] = []
    for (const { id } of await ctx.sql<{ id: string }>(FOLDED, [incidentId])) {
      facts.push((await end(ctx, id, words)).fact)
    }
    return audited(output, fact, ...facts)
  },
)
