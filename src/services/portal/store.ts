import type { PortalApproval, PortalUpdate } from '@/domain/portal/snapshot'
import type { Sql } from '@/infra/db'
import type { Span } from '@/lib/span'

const UPDATES_SHOWN = 8
const HISTORY_SHOWN = 200
/** A check that is overdue by more than this was not made: nobody looks. */
const OVERDUE_MS = 90_000

type UpdateRow = Omit<PortalUpdate, 'notes'> & { notes: { id: string; at: string; body: string }[] }

/** What was folded into another of the same client is told there; what is held may never be told. */
const UPDATES = `
SELECT i.number AS "incidentNumber", pr.slug, coalesce(pr.portal_phrase, w.name) AS phrase,
  w.name AS workflow, i.acknowledged_at IS NOT NULL AS "isTaken", coalesce(i.impact_started_at, i.opened_at) AS "openedAt",
  i.resolved_at AS "resolvedAt",
  coalesce((SELECT json_agg(json_build_object('id', n.id, 'at', n.created_at, 'body', n.body) ORDER BY n.created_at DESC)
     FROM incident_note n WHERE n.tenant_id = i.tenant_id AND n.incident_id = i.id AND n.audience = 'client'), '[]') AS notes
FROM incident i
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id AND w.lifecycle = 'live'
LEFT JOIN process pr ON pr.tenant_id = w.tenant_id AND pr.id = w.process_id
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.held_until IS NULL AND i.merged_into_id IS NULL
  AND (pr.id IS NULL OR pr.id <> ALL ($1::uuid[]))
  AND NOT EXISTS (SELECT FROM incident head WHERE head.tenant_id = i.tenant_id AND head.id = i.parent_id AND head.client_id = i.client_id)
  AND `

/** Incidents with their client notes: now (open, or resolved in the last two days), or those of a span. Internal notes never leave the console. */
export async function loadUpdates(
  sql: Sql,
  { hiddenProcessIds, span }: { hiddenProcessIds: readonly string[]; span: Span | null },
): Promise<PortalUpdate[]> {
  const rows = span
    ? await sql<UpdateRow>(
        `${UPDATES} i.opened_at >= $2 AND i.opened_at < $3 ORDER BY i.opened_at DESC LIMIT ${HISTORY_SHOWN}`,
        [hiddenProcessIds, span.from, span.to],
      )
    : await sql<UpdateRow>(
        `${UPDATES} (i.status <> 'resolved' OR i.resolved_at > now() - interval '2 days')
         ORDER BY i.status <> 'resolved' DESC, i.opened_at DESC LIMIT ${UPDATES_SHOWN}`,
        [hiddenProcessIds],
      )
  return rows.map((row) => ({ ...row, notes: row.notes.map((note) => ({ ...note, at: new Date(note.at) })) }))
}

/** What the client's people see wait for a decision, with its place in the console. */
export function loadApprovals(sql: Sql): Promise<PortalApproval[]> {
  return sql<PortalApproval>(
    `SELECT CASE WHEN r.subject_kind = 'change' THEN '/changes/' || r.subject_id ELSE '/approvals/' || r.id END AS path,
       r.title, r.expires_at AS until
     FROM approval_request r WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND r.status = 'open'
     ORDER BY r.expires_at LIMIT 10`,
  )
}

/** Since when the client's automatic states have not been looked at; null while the checks run in time. */
export async function loadQuietSince(sql: Sql, now: Date): Promise<Date | null> {
  const [row] = await sql<{ since: Date | null }>(
    `SELECT min(e.next_check_at) AS since FROM expectation_state e JOIN workflow w ON w.tenant_id = e.tenant_id AND w.id = e.workflow_id
     WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.lifecycle = 'live' AND e.next_check_at < $1`,
    [new Date(now.getTime() - OVERDUE_MS)],
  )
  return row?.since ?? null
}
