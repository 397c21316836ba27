import { z } from 'zod'
import type { Durations } from '@/domain/rollup/durations'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import {
  type IncidentLine,
  loadFacts,
  loadIncidentHistory,
  loadRules,
  type Rule,
  type WorkflowFacts,
} from '@/services/health/facts'
import { rowOf, type WorkflowRow } from '@/services/health/rows'
import { daysBefore, plantDay, SUCCESS_DAYS, type Success, successOf } from '@/services/health/success'
import { mergedDurations } from '@/services/rollup/durations'
import { loadRuns, type Run } from '@/services/run/load'
import { type StripBucket, type StripWindow, scheduledSpans, stripTicks, stripWindow } from '@/services/strip/cells'
import { type DayCell, dayCells } from '@/services/strip/days'
import { loadDays, loadRuleChanges, type RuleChange } from '@/services/strip/history'
import { type HourCell, hourCells, loadHours } from '@/services/strip/hours'
import { drawStrip, loadCounts } from '@/services/strip/load'
import type { QueryContext } from '../context'
import { query } from '../define'
import { runFilter } from '../run/filter'

const DAYS = 90
const RUNS_SHOWN = 25
const DAY_MS = 86_400_000

export const WorkflowPageFilter = z.strictObject({
  workflowId: zId,
  /** without a span, the last 30 days */
  ...runFilter,
  after: z
    .strictObject({ anchorAt: z.date(), id: zId })
    .nullish()
    .transform((cursor) => cursor ?? null),
})
type WorkflowPageFilter = z.output<typeof WorkflowPageFilter>

export interface WorkflowPage {
  workflow: WorkflowRow
  strip: {
    window: StripWindow
    buckets: StripBucket[]
    ticks: { at: Date; label: string }[]
    scheduled: { from: Date; to: Date }[]
  }
  days: DayCell[]
  hours: HourCell[]
  durations: Durations | null
  runs: Run[]
  /** where to continue below the shown runs */
  nextRuns: { anchorAt: Date; id: string } | null
  changes: RuleChange[]
  incidents: IncidentLine[]
}

async function shownRuns(ctx: QueryContext, { workflowId, status, from, to, after }: WorkflowPageFilter) {
  const span = {
    from: from ?? new Date(ctx.now.getTime() - 30 * DAY_MS),
    to: to ?? new Date(ctx.now.getTime() + DAY_MS),
    byEnd: from !== null || to !== null,
  }
  const found = await loadRuns(ctx, { workflowId, status, ...span, after, limit: RUNS_SHOWN + 1 })
  const runs = found.slice(0, RUNS_SHOWN)
  const last = runs.at(-1)
  return { runs, nextRuns: found.length > RUNS_SHOWN && last ? { anchorAt: last.anchorAt, id: last.id } : null }
}

interface Frame {
  workflow: WorkflowFacts
  rules: Rule[]
  window: StripWindow
  toDay: string
}

/** The past of one workflow: day bars, durations, hours of the week, strip and the changes of its rules. Four statements. */
async function historyOf(ctx: QueryContext, { workflow, rules, window, toDay }: Frame) {
  const changes = await loadRuleChanges(ctx, workflow, new Date(ctx.now.getTime() - DAYS * DAY_MS))
  const counts = await loadCounts(ctx, window, { workflowId: workflow.id })
  const hours = await loadHours(ctx, workflow)
  const span = { fromDay: daysBefore(toDay, DAYS - 1), toDay, sketchesFrom: daysBefore(toDay, SUCCESS_DAYS - 1) }
  const records = await loadDays(ctx, workflow.id, span)
  const sketches = records.flatMap(({ sketch, longest }) =>
    sketch ? [{ sketches: sketch, longest: longest ?? 0 }] : [],
  )
  const { buckets, slots } = drawStrip(window, {
    counts,
    changes: changes.filter(({ at }) => at >= window.start),
    rules,
  })
  const broken = changes.map(({ day, toState }) => ({ day, state: toState }))
  return {
    strip: { window, buckets, ticks: stripTicks(window, workflow.zone), scheduled: scheduledSpans(window, slots) },
    days: dayCells(toDay, DAYS, { counts: records.map(({ sketch: _, longest: __, ...count }) => count), broken }),
    durations: mergedDurations(sketches),
    hours: hourCells(ctx.now, hours, changes),
    changes: changes.slice(0, 20),
  }
}

/** The last 30 plant days, added up from the day bars. */
function successOfDays(days: readonly DayCell[]): Success {
  const shown = days.slice(-SUCCESS_DAYS)
  const total = (pick: (day: DayCell) => number) => shown.reduce((sum, day) => sum + pick(day), 0)
  const counts = {
    succeeded: total((day) => day.succeeded),
    failed: total((day) => day.failed),
    cancelled: total((day) => day.cancelled),
  }
  return successOf(counts, { fromDay: shown[0]?.day ?? '', toDay: shown.at(-1)?.day ?? '' })
}

/** Everything the page of one workflow shows, in eight statements. */
export const getWorkflow = query(
  { action: 'workflow.get', can: 'workflow.read', input: WorkflowPageFilter },
  async (ctx, input): Promise<WorkflowPage> => {
    const [workflow] = await loadFacts(ctx, { workflowId: input.workflowId })
    if (!workflow) throw notFound('workflow')
    const rules = await loadRules(ctx, { workflowId: workflow.id })
    const history = await historyOf(ctx, {
      workflow,
      rules,
      window: stripWindow(ctx.now, 24, 4),
      toDay: plantDay(ctx.now, workflow.zone),
    })
    const incidents = await loadIncidentHistory(ctx, workflow.id)
    const open = incidents.filter(({ status }) => status !== 'resolved')
    return {
      workflow: rowOf(workflow, { rules, incidents: open, success: successOfDays(history.days) }),
      ...history,
      incidents,
      ...(await shownRuns(ctx, input)),
    }
  },
)
