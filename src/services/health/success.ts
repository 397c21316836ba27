import { DateTime } from 'luxon'
import type { QueryContext } from '../context'

/** Plant days a success rate looks back, today included. */
export const SUCCESS_DAYS = 30

/** Runs that ended, by outcome, over whole plant days. */
export interface Success {
  succeeded: number
  failed: number
  cancelled: number
  /** succeeded of succeeded + failed, rounded down: a breach is never rounded up to kept. Null without a run. */
  ppm: number | null
  fromDay: string
  toDay: string
}

/** The plant's local date at an instant, as YYYY-MM-DD. */
export function plantDay(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd')
}

/** `days` plant days before a plant day. */
export function daysBefore(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).minus({ days }).toFormat('yyyy-MM-dd')
}

export function successOf(
  counts: { succeeded: number; failed: number; cancelled: number },
  span: { fromDay: string; toDay: string },
): Success {
  const judged = counts.succeeded + counts.failed
  const ppm = judged === 0 ? null : Math.floor((counts.succeeded * 1_000_000) / judged)
  return { ...counts, ...span, ppm }
}

interface DaySum {
  workflowId: string
  succeeded: number
  failed: number
  cancelled: number
}

const DAY_SUMS = `
SELECT d.workflow_id AS "workflowId", sum(d.succeeded)::int AS succeeded, sum(d.failed)::int AS failed, sum(d.cancelled)::int AS cancelled
FROM unnest($1::uuid[], $2::date[], $3::date[]) AS asked (workflow_id, from_day, to_day)
JOIN rollup_day d ON d.workflow_id = asked.workflow_id AND d.day BETWEEN asked.from_day AND asked.to_day
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients)
GROUP BY d.workflow_id`

/** The last 30 plant days of each workflow, from its day roll-ups. One statement. */
export async function loadSuccess(
  ctx: QueryContext,
  workflows: readonly { id: string; zone: string }[],
): Promise<Map<string, Success>> {
  const spans = workflows.map(({ zone }) => {
    const toDay = plantDay(ctx.now, zone)
    return { fromDay: daysBefore(toDay, SUCCESS_DAYS - 1), toDay }
  })
  const sums = await ctx.sql<DaySum>(DAY_SUMS, [
    workflows.map(({ id }) => id),
    spans.map(({ fromDay }) => fromDay),
    spans.map(({ toDay }) => toDay),
  ])
  const byId = new Map(sums.map(({ workflowId, ...counts }) => [workflowId, counts]))
  const none = { succeeded: 0, failed: 0, cancelled: 0 }
  return new Map(
    workflows.map(({ id }, index) => {
      const span = spans[index] ?? { fromDay: '', toDay: '' }
      return [id, successOf(byId.get(id) ?? none, span)]
    }),
  )
}
