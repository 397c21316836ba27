import { z } from 'zod'
import { addDays, localDay } from '@/domain/calendar/day'
import { type Explanation, explainMinute } from '@/domain/calendar/explain'
import { inForce } from '@/domain/contract/effective'
import { type Attainment, attain } from '@/domain/objective/attain'
import { EXCLUSION_REASONS, type Tally } from '@/domain/objective/tally'
import { type Stretch, stretchAt, type TimeReason } from '@/domain/rollup/stretch'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { QueryContext } from '../context'
import { query } from '../define'
import { loadObjectives, type StoredObjective } from '../objective/load'
import { countDay } from './count'
import { type ClientFrame, type DayFrame, openDay, openFrame } from './frame'
import { loadUnits, type Unit } from './units'

export const UNIT_VERDICTS = ['good', 'bad', ...EXCLUSION_REASONS] as const

/** The rule behind a stretch of time: which calendar, which window, which version of the contract. */
export interface TimeRule {
  reason: TimeReason | null
  calendar: Explanation | null
  window: { id: string; number: number; title: string } | null
  /** the contract's version in force, when one binds */
  contract: { id: string; name: string; version: number } | null
}

/** How one group of workflows' time counted on the day. */
export interface DayTime {
  workflows: { id: string; name: string }[]
  stretches: (Pick<Stretch, 'from' | 'to'> & TimeRule)[]
}

export interface DayUnit extends Unit {
  workflowName: string | null
  /** the rule that took it out; null for what counts, by hand and cancelled */
  rule: TimeRule | null
}

export interface ObjectiveDay {
  objective: StoredObjective
  client: { id: string; slug: string; name: string }
  day: string
  previous: string
  /** null: the day after is still to come */
  next: string | null
  from: Date
  to: Date
  /** counted now, from the rows */
  tally: Tally
  attained: Attainment
  /** as the worker last set it; null = not yet. When it differs, it is about to be set again. */
  settled: { tally: Tally; at: Date; version: number } | null
  time: DayTime[]
  units: DayUnit[]
  isCut: boolean
}

const CLIENT = `
SELECT json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) AS client,
  CASE WHEN d.day IS NOT NULL THEN json_build_object('tally', json_build_object('eligible', d.eligible, 'good', d.good, 'bad', d.bad,
    'excluded', d.excluded), 'at', d.settled_at, 'version', d.version) END AS settled
FROM client c LEFT JOIN objective_day d ON d.tenant_id = c.tenant_id AND d.objective_id = $2 AND d.day = $3::date
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.id = $1`

interface ClientRow {
  client: ObjectiveDay['client']
  settled: { tally: Tally; at: string; version: number } | null
}

function ruleOf(client: ClientFrame, frame: DayFrame, workflowId: string, stretch: Stretch): TimeRule {
  const { objective, windows } = frame
  const calendar = client.calendars.get(workflowId)
  const isAsked = objective.calendar === 'plant' && (stretch.reason === 'off_shift' || stretch.reason === null)
  const window = stretch.windowId ? windows.get(stretch.windowId) : undefined
  const promised = inForce(client.contracts, stretch.from)
  return {
    reason: stretch.reason,
    calendar: calendar && isAsked ? explainMinute(calendar, stretch.from) : null,
    window: window ? { id: window.id, number: window.number, title: window.title } : null,
    contract: promised && { id: promised.contract.id, name: promised.contract.name, version: promised.version.number },
  }
}

/** Workflows whose time counted alike stand together. */
function timeOf(client: ClientFrame, frame: DayFrame): DayTime[] {
  const groups = new Map<string, DayTime>()
  for (const workflow of frame.workflows) {
    const stretches = frame.byWorkflow.get(workflow.id) ?? []
    const key = JSON.stringify(stretches)
    const { id, name } = workflow
    const known = groups.get(key)
    if (known) known.workflows.push({ id, name })
    else
      groups.set(key, {
        workflows: [{ id, name }],
        stretches: stretches.map((each) => ({ from: each.from, to: each.to, ...ruleOf(client, frame, id, each) })),
      })
  }
  return [...groups.values()]
}

function dayUnit(client: ClientFrame, frame: DayFrame, unit: Unit): DayUnit {
  const workflow = unit.workflowId ? client.workflows.get(unit.workflowId) : undefined
  const stretches = unit.expectationId
    ? frame.byExpectation.get(unit.expectationId)
    : frame.byWorkflow.get(workflow?.id ?? '')
  const stretch = stretchAt(stretches ?? [], unit.at)
  const isByTime = stretch?.reason === unit.verdict
  return {
    ...unit,
    workflowName: workflow?.name ?? null,
    rule: workflow && stretch && isByTime ? ruleOf(client, frame, workflow.id, stretch) : null,
  }
}

export const ObjectiveDayInput = z.strictObject({
  objectiveId: zId,
  day: z.iso.date('day: must be a day such as 2026-11-01'),
  verdict: z
    .enum(UNIT_VERDICTS, `verdict: must be one of ${UNIT_VERDICTS.join(', ')}`)
    .nullish()
    .transform((verdict) => verdict ?? null),
  page: z.coerce
    .number()
    .pipe(z.int('page: must be a whole number').min(1, 'page: begins at 1').max(10_000))
    .default(1),
})

/** Says who: a promise's day opened to its units, each with its verdict and the rule behind it. */
export async function explainDay(
  ctx: QueryContext,
  { objectiveId, day, ...ask }: z.output<typeof ObjectiveDayInput>,
): Promise<ObjectiveDay> {
  const [objective] = await loadObjectives(ctx.sql, { ids: [objectiveId], withArchived: true })
  const [row] = objective ? await ctx.sql<ClientRow>(CLIENT, [objective.clientId, objectiveId, day]) : []
  if (!objective || !row) throw notFound('objective')
  const client = await openFrame(ctx.sql, objective.clientId, [objective])
  const frame = await openDay(ctx.sql, client, objective, day)
  const tally = await countDay(ctx.sql, client, frame, ctx.now)
  const { units, isCut } = await loadUnits(ctx.sql, client, frame, { ...ask, now: ctx.now })
  const { settled } = row
  return {
    ...{ objective, client: row.client, day, from: frame.span.from, to: frame.span.to, tally },
    previous: addDays(day, -1),
    next: day < localDay(objective.zone, ctx.now) ? addDays(day, 1) : null,
    attained: attain(tally, objective.targetPpm, frame.workflows.length === 0),
    settled: settled && { ...settled, at: new Date(settled.at) },
    time: timeOf(client, frame),
    units: units.map((unit) => dayUnit(client, frame, unit)),
    isCut,
  }
}

export const getObjectiveDay = query(
  { action: 'objective.day', can: 'workflow.read', input: ObjectiveDayInput },
  explainDay,
)
