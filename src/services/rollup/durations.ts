import { z } from 'zod'
import { type Durations, durationsOf } from '@/domain/rollup/durations'
import { emptySketch } from '@/domain/rollup/sketch'
import { addSketchBytes } from '@/domain/rollup/sketch-proto'
import { AppError, notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { daysBefore, plantDay } from '@/services/health/success'
import type { QueryContext } from '../context'
import { query } from '../define'

/** Whose runs, on which plant days; both belong to the span. */
export interface DurationSpan {
  clientId?: string | null
  processId?: string | null
  workflowId?: string | null
  fromDay: string
  toDay: string
}

interface Group {
  workflow_id: string
  sketches: Buffer
  longest: number
}

/** One row per workflow: `string_agg` puts its days one behind the other, which `addSketchBytes` reads as they are. */
const SKETCHES = `
SELECT d.workflow_id, string_agg(d.sketch, ''::bytea) AS sketches, max(d.duration_ms_max)::float8 AS longest
FROM rollup_day d JOIN workflow w ON w.tenant_id = d.tenant_id AND w.id = d.workflow_id
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.sketch IS NOT NULL AND d.day BETWEEN $1::date AND $2::date
  AND ($3::uuid IS NULL OR d.client_id = $3) AND ($4::uuid IS NULL OR d.workflow_id = $4) AND ($5::uuid IS NULL OR w.process_id = $5)
GROUP BY d.workflow_id`

/** Days of sketches, per workflow. Costs workflows × days, whatever the number of runs. */
async function loadSketches(ctx: QueryContext, span: DurationSpan): Promise<Group[]> {
  const { fromDay, toDay, clientId = null, workflowId = null, processId = null } = span
  return ctx.sql<Group>(SKETCHES, [fromDay, toDay, clientId, workflowId, processId])
}

/** The durations of groups of days, merged. */
export function mergedDurations(groups: readonly Pick<Group, 'sketches' | 'longest'>[]): Durations | null {
  const sketch = emptySketch()
  for (const { sketches } of groups) addSketchBytes(sketch, sketches)
  return durationsOf(sketch, Math.max(0, ...groups.map(({ longest }) => longest)))
}

const DAY = /^\d{4}-\d\d-\d\d$/
const zDay = (name: string) => z.string().regex(DAY, `${name}: must be a day such as 2026-11-01`)

const DurationFilter = z.strictObject({
  clientId: zId.nullish().transform((id) => id ?? null),
  processId: zId.nullish().transform((id) => id ?? null),
  workflowId: zId.nullish().transform((id) => id ?? null),
  /** plant days; without them the last 30 */
  fromDay: zDay('fromDay').nullish(),
  toDay: zDay('toDay').nullish(),
})

export interface DurationFigures {
  fromDay: string
  toDay: string
  /** null = no run succeeded */
  durations: Durations | null
  workflows: { workflowId: string; durations: Durations }[]
}

const KNOWN = `
SELECT (SELECT count(*) FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.id = $1)
  + (SELECT count(*) FROM process p WHERE p.tenant_id = :tenant AND p.client_id = ANY(:clients) AND p.id = $2)
  + (SELECT count(*) FROM workflow w WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.id = $3) AS found`

async function demandKnown(ctx: QueryContext, ids: readonly (string | null)[]): Promise<void> {
  const asked = ids.filter((id) => id !== null).length
  const [row] = asked > 0 ? await ctx.sql<{ found: string }>(KNOWN, ids) : []
  if (asked > 0 && Number(row?.found) !== asked) throw notFound('client, process or workflow')
}

/** p50, p95 and p99 of run durations of a workflow, a process, a client or all, over any plant days, from mergeable sketches. */
export const getDurations = query(
  { action: 'duration.get', can: 'workflow.read', input: DurationFilter },
  async (ctx, { clientId, processId, workflowId, ...span }): Promise<DurationFigures> => {
    await demandKnown(ctx, [clientId, processId, workflowId])
    const toDay = span.toDay ?? plantDay(ctx.now, 'UTC')
    const fromDay = span.fromDay ?? daysBefore(toDay, 29)
    if (fromDay > toDay) throw new AppError('INVALID', 'fromDay: must not be after toDay')
    const groups = await loadSketches(ctx, { clientId, processId, workflowId, fromDay, toDay })
    const workflows = groups.flatMap((group) => {
      const durations = mergedDurations([group])
      return durations ? [{ workflowId: group.workflow_id, durations }] : []
    })
    return { fromDay, toDay, durations: mergedDurations(groups), workflows }
  },
)
