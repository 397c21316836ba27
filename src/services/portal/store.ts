import type { PortalDay, PortalUpdate } from '@/domain/portal/snapshot'
import type { PortalFact } from '@/domain/portal/status'
import type { Sql } from '@/infra/db'
import { notFound } from '@/lib/errors'

const DAYS_SHOWN = 90
const UPDATES_SHOWN = 8

interface Frame {
  brandName: string
  brandColor: string
  clientName: string
  city: string
  zone: string
}

/** Whose page it is: the partner's brand, the plant's name and zone. */
export async function loadFrame(sql: Sql): Promise<Frame> {
  const [frame] = await sql<Frame>(
    `SELECT p.brand_name AS "brandName", p.brand_color AS "brandColor", c.name AS "clientName",
            coalesce(s.city, '') AS city, coalesce(s.zone, 'UTC') AS zone
       FROM client c JOIN partner p ON p.tenant_id = c.tenant_id
       LEFT JOIN LATERAL (SELECT city, zone FROM site s WHERE s.tenant_id = c.tenant_id AND s.client_id = c.id
                           ORDER BY s.created_at LIMIT 1) s ON true
      WHERE c.tenant_id = :tenant AND c.id = ANY(:clients)`,
  )
  if (!frame) throw notFound('portal')
  return frame
}

/** One row per live workflow of a process: what it was last seen doing and what is open against it. */
export function loadFacts(sql: Sql): Promise<PortalFact[]> {
  return sql<PortalFact>(
    `SELECT pr.slug AS "processSlug", pr.portal_phrase AS "portalPhrase", pr.position, w.tier,
            worst.status AS expectation, worst.since AS "expectationSince",
            st.last_status AS "lastStatus", st.last_event_at AS "lastEventAt",
            inc.opened_at AS "incidentSince", inc.kind AS "incidentKind"
       FROM process pr
       JOIN workflow w ON w.tenant_id = pr.tenant_id AND w.process_id = pr.id AND w.lifecycle = 'live'
       LEFT JOIN workflow_state st ON st.tenant_id = w.tenant_id AND st.workflow_id = w.id
       LEFT JOIN LATERAL (SELECT e.status, e.since FROM expectation_state e
                           WHERE e.tenant_id = w.tenant_id AND e.workflow_id = w.id
                           ORDER BY e.status = 'down' DESC, e.status = 'late' DESC, e.since LIMIT 1) worst ON true
       LEFT JOIN LATERAL (SELECT i.opened_at, i.kind FROM incident i
                           WHERE i.tenant_id = w.tenant_id AND i.workflow_id = w.id AND i.status <> 'resolved'
                           ORDER BY i.opened_at LIMIT 1) inc ON true
      WHERE pr.tenant_id = :tenant AND pr.client_id = ANY(:clients)
      ORDER BY pr.position, w.tier`,
  )
}

/** Client notes of open incidents and of those resolved in the last two days; internal notes never leave the console. */
export async function loadUpdates(sql: Sql): Promise<PortalUpdate[]> {
  const rows = await sql<Omit<PortalUpdate, 'notes'> & { notes: { at: string; body: string }[] }>(
    `SELECT i.number AS "incidentNumber", coalesce(pr.portal_phrase, w.name) AS phrase,
            w.name AS workflow, i.acknowledged_at IS NOT NULL AS "isTaken", i.opened_at AS "openedAt",
            i.resolved_at AS "resolvedAt",
            coalesce((SELECT json_agg(json_build_object('at', n.created_at, 'body', n.body) ORDER BY n.created_at DESC)
               FROM incident_note n WHERE n.tenant_id = i.tenant_id AND n.incident_id = i.id AND n.audience = 'client'), '[]') AS notes
       FROM incident i
       JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id AND w.lifecycle = 'live'
       LEFT JOIN process pr ON pr.tenant_id = w.tenant_id AND pr.id = w.process_id
      WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients)
        AND (i.status <> 'resolved' OR i.resolved_at > now() - interval '2 days')
      ORDER BY i.status <> 'resolved' DESC, i.opened_at DESC LIMIT ${UPDATES_SHOWN}`,
  )
  return rows.map((row) => ({ ...row, notes: row.notes.map((note) => ({ at: new Date(note.at), body: note.body })) }))
}

/** Runs that ended well or badly on each of the last 90 plant days. */
export function loadDays(sql: Sql, zone: string): Promise<PortalDay[]> {
  return sql<PortalDay>(
    `SELECT to_char(d.day, 'YYYY-MM-DD') AS day, coalesce(sum(r.succeeded), 0)::int AS succeeded, coalesce(sum(r.failed), 0)::int AS failed
       FROM generate_series((now() AT TIME ZONE $1)::date - ${DAYS_SHOWN - 1}, (now() AT TIME ZONE $1)::date, interval '1 day') AS d(day)
       LEFT JOIN rollup_day r ON r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND r.day = d.day::date
      GROUP BY d.day ORDER BY d.day`,
    [zone],
  )
}
