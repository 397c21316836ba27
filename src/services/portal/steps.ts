import type { PortalFact } from '@/domain/portal/status'
import type { StepDayFact } from '@/domain/portal/step-days'
import type { Sql } from '@/infra/db'

const DAYS_SHOWN = 90

/** One row per live workflow of a process: what it was last seen doing and what is open against it. */
export function loadFacts(sql: Sql): Promise<PortalFact[]> {
  return sql<PortalFact>(
    `SELECT pr.id AS "processId", pr.slug AS "processSlug", pr.portal_phrase AS "portalPhrase", pr.position, w.tier,
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
                           WHERE i.tenant_id = w.tenant_id AND i.workflow_id = w.id AND i.status <> 'resolved' AND i.held_until IS NULL
                           ORDER BY i.opened_at LIMIT 1) inc ON true
      WHERE pr.tenant_id = :tenant AND pr.client_id = ANY(:clients)
      ORDER BY pr.position, w.tier`,
  )
}

/** Standstills are cut at the plant's midnights already; those of several automations of a step count once. */
const STEP_DAYS = `
WITH own AS (
  SELECT w.tenant_id, w.id, pr.slug FROM process pr
  JOIN workflow w ON w.tenant_id = pr.tenant_id AND w.process_id = pr.id AND w.lifecycle = 'live'
  WHERE pr.tenant_id = :tenant AND pr.client_id = ANY(:clients)),
due AS (
  SELECT own.slug, x.day, sum(x.expected) AS expected, sum(x.missed) AS missed, sum(x.late) AS late
  FROM own JOIN expectation_day x ON x.tenant_id = own.tenant_id AND x.workflow_id = own.id AND x.day >= $1::date
  GROUP BY own.slug, x.day),
down AS (
  SELECT d.slug, d.day, sum(extract(epoch FROM upper(d.part) - lower(d.part))) AS s FROM (
    SELECT own.slug, t.day, unnest(range_agg(tstzrange(t.from_at, greatest(coalesce(t.to_at, now()), t.from_at)))) AS part
    FROM own JOIN downtime t ON t.tenant_id = own.tenant_id AND t.workflow_id = own.id AND t.day >= $1::date
    GROUP BY own.slug, t.day) d GROUP BY d.slug, d.day)
SELECT coalesce(due.slug, down.slug) AS slug, to_char(coalesce(due.day, down.day), 'YYYY-MM-DD') AS day,
  coalesce(due.expected, 0)::int AS expected, coalesce(due.missed, 0)::int AS missed, coalesce(due.late, 0)::int AS late,
  coalesce(down.s, 0)::int AS "downS"
FROM due FULL JOIN down ON down.slug = due.slug AND down.day = due.day`

/** The last 90 plant days, and what the ledgers say of each step on them. */
export async function loadStepDays(sql: Sql, zone: string): Promise<{ days: string[]; facts: StepDayFact[] }> {
  const rows = await sql<{ day: string }>(
    `SELECT to_char(d.day, 'YYYY-MM-DD') AS day FROM generate_series((now() AT TIME ZONE $1)::date - ${DAYS_SHOWN - 1}, (now() AT TIME ZONE $1)::date, interval '1 day') AS d(day) ORDER BY d.day`,
    [zone],
  )
  const days = rows.map(({ day }) => day)
  return { days, facts: await sql<StepDayFact>(STEP_DAYS, [days[0]]) }
}
