import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { loadClocks } from '../contract/clocks'
import { query } from '../define'

const KNOWN = `SELECT i.id FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = $1::uuid`

/** The clocks that the contract promises for an incident, as they stand now; null when it promises none. */
export const readIncidentClocks = query(
  { action: 'incident.clocks', can: 'incident.read', input: z.strictObject({ incidentId: zId }) },
  async (ctx, { incidentId }) => {
    const [incident] = await ctx.sql<{ id: string }>(KNOWN, [incidentId])
    if (!incident) throw notFound('incident')
    return { incidentId, promise: (await loadClocks(ctx.sql, [incidentId], ctx.now)).get(incidentId) ?? null }
  },
)
