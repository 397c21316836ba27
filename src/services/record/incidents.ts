import { z } from 'zod'
import type { Actor } from '@/domain/access/actor'
import { isClientRole } from '@/domain/access/roles'
import { INCIDENT_STATUSES } from '@/domain/incident/schema'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import type { IncidentRecord, NoteRecord } from './schema'

/** `internal`: the parameter that says whether the reader may know what was done. */
const select = (internal: string) => `
SELECT i.id, i.number, i.client_id AS "clientId", i.site_id AS "siteId", i.workflow_id AS "workflowId", i.expectation_id AS "expectationId",
  i.execution_id AS "executionId", i.kind, i.title, i.impact, i.impact_note AS "impactNote", i.status, i.occurrences,
  i.opened_at AS "openedAt", i.detected_at AS "detectedAt", i.last_at AS "lastAt", i.acknowledged_at AS "acknowledgedAt",
  i.acknowledged_by AS "acknowledgedBy", i.resolved_at AS "resolvedAt", i.resolved_by AS "resolvedBy",
  CASE WHEN ${internal} THEN i.resolution END AS resolution
FROM incident i
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients)`

const PAGE = `${select('$5')} AND ($1::int IS NULL OR i.number < $1) AND ($2::incident_status IS NULL OR i.status = $2)
  AND ($3::uuid IS NULL OR i.workflow_id = $3)
ORDER BY i.number DESC LIMIT $4`

const NOTES = `
SELECT n.id, n.audience, n.author, n.body, n.created_at AS "createdAt"
FROM incident_note n
WHERE n.tenant_id = :tenant AND n.client_id = ANY(:clients) AND n.incident_id = $1 AND (n.audience = 'client' OR $2)
ORDER BY n.created_at, n.id`

const input = z.strictObject({
  ...pageInput,
  status: z.enum(INCIDENT_STATUSES, `status: must be one of ${INCIDENT_STATUSES.join(', ')}`).optional(),
  workflowId: zId.optional(),
})

/** Internal words are for the partner's people; the client's people and keys (which live at the client) read the others. */
function readsInternal(actor: Actor): boolean {
  return actor.kind === 'user' && !isClientRole(actor.role)
}

/** Incidents inside the scope, newest number first. */
export const pageIncidents = query({ action: 'incident.page', can: 'incident.read', input }, async (ctx, given) => {
  const after = decodeCursor(
    given.cursor,
    z.tuple([
      z
        .int()
        .min(1)
        .max(2 ** 31 - 1),
    ]),
  )
  const rows = await ctx.sql<IncidentRecord>(PAGE, [
    after?.[0] ?? null,
    given.status ?? null,
    given.workflowId ?? null,
    given.limit + 1,
    readsInternal(ctx.actor),
  ])
  return toPage(rows, given.limit, ({ number }) => [number])
})

/** One incident with its notes. */
export const readIncident = query(
  { action: 'incident.read', can: 'incident.read', input: z.strictObject({ incidentId: zId }) },
  async (ctx, { incidentId }) => {
    const isInternal = readsInternal(ctx.actor)
    const [incident] = await ctx.sql<IncidentRecord>(`${select('$2')} AND i.id = $1`, [incidentId, isInternal])
    if (!incident) throw notFound('incident')
    const notes = await ctx.sql<NoteRecord>(NOTES, [incidentId, isInternal])
    return { ...incident, notes }
  },
)
