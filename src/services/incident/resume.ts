import { z } from 'zod'
import { newId, zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { holdIncident, subjectOf } from './store'

const LAST = `
SELECT p.reason::text FROM incident_pause p WHERE p.tenant_id = :tenant AND p.client_id = ANY(:clients) AND p.incident_id = $1::uuid
ORDER BY p.at DESC, p.id DESC LIMIT 1`

/** Lets the clocks of an incident go on. */
export const resumeIncident = mutation(
  { action: 'incident.resume', can: 'incident.respond', input: z.strictObject({ incidentId: zId }) },
  async (ctx, { incidentId }) => {
    const incident = await holdIncident(ctx, incidentId)
    const output = { incidentId, number: incident.number, isPaused: false }
    const [last] = await ctx.sql<{ reason: string | null }>(LAST, [incidentId])
    if (!last?.reason) return unchanged(output, 'its clocks run')
    const { tenantId } = ctx.scope
    const { clientId } = incident
    const row = { tenantId, id: newId(), clientId, incidentId, author: ctx.actor.name, at: ctx.now }
    await ctx.tx.incidentPause.create({ data: row })
    return audited(output, {
      subject: subjectOf(incident),
      clientId,
      before: { paused: last.reason },
      after: { paused: null },
    })
  },
)
