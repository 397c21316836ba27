import { daySpan, dayStart, localDay, monthSpan } from '@/domain/calendar/day'
import type { PlantCalendar } from '@/domain/calendar/schema'
import { type Contract, inForce } from '@/domain/contract/effective'
import { exclusionSpans } from '@/domain/contract/exclusion'
import { segmentSpans, segmentsOf } from '@/domain/contract/segment'
import { occurrences } from '@/domain/maintenance/occurrences'
import { isCovered } from '@/domain/maintenance/scope'
import { commonTime, type MaintenanceSpan, type Stretch, stretchesOf } from '@/domain/rollup/stretch'
import type { Sql } from '@/infra/db'
import { mergeSpans, type Span } from '@/lib/span'
import { loadWorkflowCalendars } from '../calendar/load'
import { loadContracts } from '../contract/load'
import { type LoadedWindow, loadWindows } from '../maintenance/load'
import type { StoredObjective } from '../objective/load'
import { loadScopes } from '../objective/load'

export interface ScopeWorkflow {
  id: string
  name: string
  siteId: string | null
  createdAt: Date
  /** in which zone its roll-ups stand */
  zone: string
}

export interface ScopeExpectation {
  id: string
  workflowId: string
  createdAt: Date
  pauses: Span[]
}

/** Everything about a client that decides which time counts, read once for many days. */
export interface ClientFrame {
  clientId: string
  contracts: Contract[]
  workflows: Map<string, ScopeWorkflow>
  expectations: ScopeExpectation[]
  calendars: Map<string, PlantCalendar>
  scopes: Map<string, string[]>
  /** a month's windows, read when first asked for */
  months: Map<string, { windows: LoadedWindow[]; out: MaintenanceSpan[] }>
}

const WORKFLOWS = `
SELECT w.id, w.name, coalesce(w.site_id, p.site_id) AS "siteId", w.created_at AS "createdAt", coalesce(h.zone, 'UTC') AS zone
FROM workflow w LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
LEFT JOIN rollup_home h ON h.tenant_id = w.tenant_id AND h.workflow_id = w.id
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.client_id = $1`

const EXPECTATIONS = `
SELECT e.id, e.workflow_id AS "workflowId", e.created_at AS "createdAt", coalesce((
  SELECT json_agg(json_build_object('at', t.at, 'isPaused', t.to_state = 'paused') ORDER BY t.at, t.seq) FROM transition t
  WHERE t.tenant_id = e.tenant_id AND t.subject_id = e.id AND (t.from_state = 'paused' OR t.to_state = 'paused')), '[]') AS changes
FROM expectation e WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.client_id = $1
ORDER BY e.workflow_id, e.id`

interface ExpectationRow extends Omit<ScopeExpectation, 'pauses'> {
  changes: { at: string; isPaused: boolean }[]
}

/** Far ahead: a pause that has not ended. */
const OPEN = new Date(8_640_000_000_000_000)

function pausesOf(changes: ExpectationRow['changes']): Span[] {
  const spans = changes.flatMap(({ at, isPaused }, index) =>
    isPaused ? [{ from: new Date(at), to: changes[index + 1] ? new Date(changes[index + 1]?.at ?? at) : OPEN }] : [],
  )
  return mergeSpans(spans)
}

export async function openFrame(
  sql: Sql,
  clientId: string,
  objectives: readonly StoredObjective[],
): Promise<ClientFrame> {
  const workflows = await sql<ScopeWorkflow>(WORKFLOWS, [clientId])
  const expectations = await sql<ExpectationRow>(EXPECTATIONS, [clientId])
  const contracts = await loadContracts(sql, [clientId])
  return {
    clientId,
    contracts: contracts.get(clientId) ?? [],
    workflows: new Map(workflows.map((workflow) => [workflow.id, workflow])),
    expectations: expectations.map(({ changes, ...rest }) => ({ ...rest, pauses: pausesOf(changes) })),
    calendars: await loadWorkflowCalendars(
      sql,
      workflows.map(({ id }) => id),
    ),
    scopes: await loadScopes(
      sql,
      objectives.map(({ id }) => id),
    ),
    months: new Map(),
  }
}

/** What counts out of one contract's month; the whole month is judged, because its cap is filled in order of time. */
async function monthOf(sql: Sql, frame: ClientFrame, contract: Contract, month: string) {
  const key = `${contract.id} ${month}`
  const known = frame.months.get(key)
  if (known) return known
  const span = monthSpan(contract.zone, month)
  const windows = await loadWindows(sql, frame.clientId, span)
  const slots = windows.flatMap((window) =>
    occurrences(window, span).map(({ from, to, approvedAt, noticeMs }) => ({
      ...{ windowId: window.id, from, to, approvedAt, noticeMs: noticeMs ?? Number.NEGATIVE_INFINITY },
    })),
  )
  const segments = segmentSpans(segmentsOf(contract.versions, month, contract.endsOn), (day) =>
    dayStart(contract.zone, day),
  )
  const judged = { windows, out: exclusionSpans(segments, slots) }
  frame.months.set(key, judged)
  return judged
}

/** Maintenance that counts out and touches a span, with its windows. */
async function maintenanceOf(sql: Sql, frame: ClientFrame, span: Span) {
  const found: { window: LoadedWindow; span: MaintenanceSpan }[] = []
  for (const contract of frame.contracts) {
    const last = new Date(span.to.getTime() - 1)
    const months = new Set(
      [localDay(contract.zone, span.from), localDay(contract.zone, last)].map((day) => day.slice(0, 7)),
    )
    for (const month of months) {
      const { windows, out } = await monthOf(sql, frame, contract, month)
      for (const each of out) {
        const window = windows.find(({ id }) => id === each.windowId)
        if (window && each.from < span.to && each.to > span.from) found.push({ window, span: each })
      }
    }
  }
  return found
}

/** Do pauses count out at an instant? Where nothing is promised by contract, they do: a pause is announced. */
export function arePausesOut(frame: ClientFrame, at: Date): boolean {
  const promised = inForce(frame.contracts, at)
  return promised === null || promised.version.terms.pauses.counts === 'out'
}

/** A promise's local day with how time counts for each workflow and expectation of its scope. */
export interface DayFrame {
  objective: StoredObjective
  day: string
  span: Span
  workflows: ScopeWorkflow[]
  expectations: ScopeExpectation[]
  byWorkflow: Map<string, Stretch[]>
  byExpectation: Map<string, Stretch[]>
  windows: Map<string, LoadedWindow>
}

export async function openDay(
  sql: Sql,
  frame: ClientFrame,
  objective: StoredObjective,
  day: string,
): Promise<DayFrame> {
  const span = daySpan(objective.zone, day)
  const ids = new Set(frame.scopes.get(objective.id))
  const workflows = [...frame.workflows.values()].filter(({ id }) => ids.has(id))
  const expectations = frame.expectations.filter(({ workflowId }) => ids.has(workflowId))
  const maintenance = await maintenanceOf(sql, frame, span)
  const isOut = arePausesOut(frame, span.from)
  const timeOf = (workflow: ScopeWorkflow, startsAt: Date, pauses: readonly Span[]) =>
    stretchesOf(span, {
      calendar: objective.calendar === 'plant' ? (frame.calendars.get(workflow.id) ?? null) : null,
      startsAt,
      pauses: isOut ? pauses : [],
      maintenance: maintenance.flatMap((each) => (isCovered(each.window.scope, workflow) ? [each.span] : [])),
    })
  const pausesOfWorkflow = ({ id }: ScopeWorkflow) =>
    commonTime(
      expectations.filter(({ workflowId }) => workflowId === id).map(({ pauses }) => pauses),
      span,
    )
  const later = (a: Date, b: Date) => (a > b ? a : b)
  return {
    ...{ objective, day, span, workflows, expectations },
    byWorkflow: new Map(workflows.map((each) => [each.id, timeOf(each, each.createdAt, pausesOfWorkflow(each))])),
    byExpectation: new Map(
      expectations.flatMap((each) => {
        const workflow = frame.workflows.get(each.workflowId)
        const start = workflow && later(each.createdAt, workflow.createdAt)
        return workflow && start ? [[each.id, timeOf(workflow, start, each.pauses)] as const] : []
      }),
    ),
    windows: new Map(maintenance.map(({ window }) => [window.id, window])),
  }
}
