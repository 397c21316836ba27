import { monthSpan } from '@/domain/calendar/day'
import type { PlantCalendar } from '@/domain/calendar/schema'
import { occurrences } from '@/domain/maintenance/occurrences'
import { isCovered } from '@/domain/maintenance/scope'
import type { MonthFacts, ObjectiveFacts, SiteFacts, WindowFacts } from '@/domain/month/facts'
import { setupProblem } from '@/domain/objective/schema'
import type { Tally } from '@/domain/objective/tally'
import type { Sql } from '@/infra/db'
import { notFound } from '@/lib/errors'
import type { Span } from '@/lib/span'
import { loadCalendars, loadWorkflowCalendars } from '../calendar/load'
import { loadContracts } from '../contract/load'
import { loadWindows } from '../maintenance/load'
import { loadObjectives, loadScopes } from '../objective/load'
import { loadConformance, loadExpectations, loadGaps, loadIncidents } from './ledgers'

/** A month's facts with whose they are. */
export interface ClientMonth {
  clientId: string
  clientName: string
  slug: string
  facts: MonthFacts
}

interface ClientRow {
  id: string
  name: string
  slug: string
}

interface SiteRow {
  id: string
  name: string
  zone: string
}

const CLIENT = `SELECT c.id, c.name, c.slug FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.id = $1`

const SITES = `SELECT s.id, s.name, s.zone FROM site s
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.client_id = $1 ORDER BY s.created_at, s.id`

const DAYS = `
SELECT d.objective_id AS "objectiveId", d.day::text, d.eligible, d.good, d.bad, d.excluded FROM objective_day d
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.client_id = $1 AND d.objective_id = ANY($2::uuid[])
  AND d.day >= ($3 || '-01')::date AND d.day < ($3 || '-01')::date + interval '1 month'
ORDER BY d.objective_id, d.day`

/** What a scope could be measured by: workflows that are not retired, and those of their expectations. */
const SETUP = `
SELECT w.id, w.lifecycle <> 'retired' AS "isLive",
  (SELECT count(*)::int FROM expectation e WHERE e.tenant_id = w.tenant_id AND e.workflow_id = w.id) AS expectations
FROM workflow w WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.client_id = $1`

interface DayRow extends Tally {
  objectiveId: string
  day: string
}

async function objectiveFacts(sql: Sql, clientId: string, month: string): Promise<ObjectiveFacts[]> {
  const objectives = await loadObjectives(sql, { clientId, withArchived: true })
  const ids = objectives.map(({ id }) => id)
  const [rows, scopes, workflows] = [
    await sql<DayRow>(DAYS, [clientId, ids, month]),
    await loadScopes(sql, ids),
    await sql<{ id: string; isLive: boolean; expectations: number }>(SETUP, [clientId]),
  ]
  const setups = new Map(workflows.map((each) => [each.id, each]))
  const days = new Map<string, Map<string, Tally>>()
  for (const { objectiveId, day, eligible, good, bad, excluded } of rows) {
    const own = days.get(objectiveId) ?? new Map<string, Tally>()
    days.set(objectiveId, own.set(day, { eligible, good, bad, excluded }))
  }
  return objectives.flatMap((objective) => {
    const own = days.get(objective.id) ?? new Map<string, Tally>()
    // An archived promise still stands for the days it measured.
    if (objective.archivedAt && own.size === 0) return []
    const scope = (scopes.get(objective.id) ?? []).flatMap((id) => setups.get(id) ?? [])
    const setup = {
      workflows: scope.filter(({ isLive }) => isLive).length,
      expectations: scope.reduce((sum, { expectations }) => sum + expectations, 0),
    }
    return [{ objective, isMisconfigured: own.size === 0 && setupProblem(objective.form, setup) !== null, days: own }]
  })
}

async function windowFacts(sql: Sql, clientId: string, month: Span): Promise<WindowFacts[]> {
  const windows = await loadWindows(sql, clientId, month)
  return windows.flatMap((window) =>
    occurrences(window, month).flatMap(({ from, to, approvedAt, noticeMs }) =>
      noticeMs === null
        ? []
        : [
            {
              windowId: window.id,
              from,
              to,
              approvedAt,
              noticeMs,
              covers: (workflow) => isCovered(window.scope, workflow),
            },
          ],
    ),
  )
}

async function siteFacts(sql: Sql, sites: readonly SiteRow[]): Promise<SiteFacts[]> {
  const calendars = await loadCalendars(
    sql,
    sites.map(({ id }) => id),
  )
  return sites.flatMap(({ id, name }) => {
    const calendar = calendars.get(id)
    return calendar ? [{ id, name, calendar }] : []
  })
}

/**
 * Everything the figures of a client's month rest on: settled day rows, ledgers and spans, never runs or events. The zone is the
 * contract's, else the first plant's. @throws AppError NOT_FOUND for a client outside the scope
 */
export async function collectMonth(
  sql: Sql,
  { clientId, month }: { clientId: string; month: string },
): Promise<ClientMonth> {
  const [client] = await sql<ClientRow>(CLIENT, [clientId])
  if (!client) throw notFound('client')
  const sites = await sql<SiteRow>(SITES, [clientId])
  const contract =
    (await loadContracts(sql, [clientId])).get(clientId)?.find((each) => each.versions.length > 0) ?? null
  const zone = contract?.zone ?? sites[0]?.zone ?? 'UTC'
  const span = monthSpan(zone, month)
  const expectations = await loadExpectations(sql, { clientId, month, span })
  const incidents = await loadIncidents(sql, { clientId, span })
  const workflowIds = [...new Set([...expectations, ...incidents].map(({ workflowId }) => workflowId))]
  const calendars: ReadonlyMap<string, PlantCalendar> = await loadWorkflowCalendars(sql, workflowIds)
  const calendarOf = <T extends { workflowId: string }>(each: T) => {
    return { ...each, calendar: calendars.get(each.workflowId) ?? null }
  }
  const facts: MonthFacts = {
    month,
    zone,
    versions: contract?.versions ?? [],
    contractEndsOn: contract?.endsOn ?? null,
    sites: await siteFacts(sql, sites),
    windows: await windowFacts(sql, clientId, span),
    objectives: await objectiveFacts(sql, clientId, month),
    expectations: expectations.map(calendarOf),
    incidents: incidents.map(calendarOf),
    conformance: await loadConformance(sql, { clientId, month }),
    gaps: await loadGaps(sql, { clientId, span }),
  }
  return { clientId, clientName: client.name, slug: client.slug, facts }
}
