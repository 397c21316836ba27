import { localDay } from '@/domain/calendar/day'
import { type Attainment, attain } from '@/domain/objective/attain'
import { type Setup, type SetupProblem, setupProblem } from '@/domain/objective/schema'
import type { Tally } from '@/domain/objective/tally'
import { isWindowFull, windowOn } from '@/domain/objective/window'
import type { Sql } from '@/infra/db'
import type { StoredObjective } from './load'

/** Where an objective stands in the window of now. */
export interface ObjectiveStanding {
  attainment: Attainment
  tally: Tally
  /** local days; both belong to it */
  fromDay: string
  toDay: string
  /** every day of the window is over and was watched */
  isFull: boolean
  setup: Setup
  /** why it measures nothing; null = it does */
  problem: SetupProblem | null
  /** the first local day anything was known of what it measures */
  watchedFrom: string | null
}

interface SetupRow extends Setup {
  id: string
  scopeName: string
  watchedAt: Date | null
}

const SETUP = `
SELECT o.id, coalesce(max(w.name) FILTER (WHERE o.scope_kind = 'workflow'), max(op.name), max(os.name), max(c.name)) AS "scopeName",
  count(DISTINCT w.id) FILTER (WHERE w.lifecycle <> 'retired')::int AS workflows,
  count(DISTINCT e.id) FILTER (WHERE w.lifecycle <> 'retired')::int AS expectations,
  CASE WHEN o.form = 'occurrences' THEN min(w.created_at) ELSE min(e.created_at) END AS "watchedAt"
FROM objective o
JOIN client c ON c.tenant_id = o.tenant_id AND c.id = o.client_id
LEFT JOIN process op ON op.tenant_id = o.tenant_id AND op.id = o.process_id
LEFT JOIN site os ON os.tenant_id = o.tenant_id AND os.id = o.site_id
LEFT JOIN workflow w ON w.tenant_id = o.tenant_id AND w.client_id = o.client_id AND CASE o.scope_kind
  WHEN 'workflow' THEN w.id = o.workflow_id WHEN 'process' THEN w.process_id = o.process_id
  WHEN 'site' THEN o.site_id = coalesce(w.site_id, (SELECT p.site_id FROM process p WHERE p.tenant_id = w.tenant_id AND p.id = w.process_id))
  ELSE true END
LEFT JOIN expectation e ON e.tenant_id = w.tenant_id AND e.workflow_id = w.id
WHERE o.tenant_id = :tenant AND o.client_id = ANY(:clients) AND o.id = ANY($1::uuid[])
GROUP BY o.tenant_id, o.id`

const TALLIES = `
SELECT d.objective_id AS id, sum(d.eligible)::float8 AS eligible, sum(d.good)::float8 AS good, sum(d.bad)::float8 AS bad,
  (SELECT json_object_agg(r.key, r.n) FROM (
    SELECT x.key, sum(x.value::int)::int AS n FROM unnest(array_agg(d.excluded)) AS b (excluded), jsonb_each_text(b.excluded) AS x GROUP BY x.key) r) AS excluded
FROM json_to_recordset($1) AS q(id uuid, from_day date, to_day date)
JOIN objective_day d ON d.tenant_id = :tenant AND d.objective_id = q.id AND d.day BETWEEN q.from_day AND q.to_day
GROUP BY d.objective_id`

/** What was counted of one objective in one stretch of local days. */
type TallyRow = Omit<Tally, 'excluded'> & { id: string; excluded: Tally['excluded'] | null }

const NONE = { eligible: 0, good: 0, bad: 0, excluded: null }

/** Names of scopes and where each objective stands now; two statements. */
export async function standingsOf(
  sql: Sql,
  objectives: readonly StoredObjective[],
  now: Date,
): Promise<Map<string, ObjectiveStanding & { scopeName: string }>> {
  if (objectives.length === 0) return new Map()
  const windows = objectives.map(({ id, zone, window }) => {
    const today = localDay(zone, now)
    return { id, today, ...windowOn(window, today) }
  })
  const asked = windows.map(({ id, fromDay, toDay }) => ({ id, from_day: fromDay, to_day: toDay }))
  const setups = new Map((await sql<SetupRow>(SETUP, [objectives.map(({ id }) => id)])).map((row) => [row.id, row]))
  const tallies = new Map((await sql<TallyRow>(TALLIES, [JSON.stringify(asked)])).map((row) => [row.id, row]))
  return new Map(
    objectives.map(({ id, form, targetPpm, zone }, index) => {
      const window = windows[index] as (typeof windows)[number]
      const { workflows, expectations, watchedAt, scopeName } = setups.get(id) ?? {
        ...{ workflows: 0, expectations: 0, watchedAt: null, scopeName: '' },
      }
      const { eligible, good, bad, excluded } = tallies.get(id) ?? NONE
      const tally = { eligible, good, bad, excluded: excluded ?? {} }
      const problem = setupProblem(form, { workflows, expectations })
      const watchedFrom = watchedAt && localDay(zone, watchedAt)
      const standing = {
        attainment: attain(tally, targetPpm, problem !== null),
        tally,
        ...{ fromDay: window.fromDay, toDay: window.toDay },
        isFull: watchedFrom !== null && isWindowFull(window, { today: window.today, watchedFrom }),
        setup: { workflows, expectations },
        problem,
        watchedFrom,
        scopeName,
      }
      return [id, standing] as const
    }),
  )
}
