import type { QueryContext } from '../context'
import { BUCKET_MS, type StripCount, type StripWindow } from './cells'

/** Whole weeks that the hour-of-week picture looks back. */
const HOUR_WEEKS = 4
const WEEK_MS = 7 * 86_400_000

interface HourCount {
  weekday: number
  hour: number
  runs: number
  failed: number
}

/** One hour of the plant's week; `weekday` 1 = Monday. */
export interface HourCell extends HourCount {
  /** how often a rule turned late or down in this hour */
  broken: number
}

interface MinuteGroup {
  weekday: number | null
  hour: number | null
  bucket: number | null
  isHour: boolean
  succeeded: number
  failed: number
  cancelled: number
}

const MINUTES = `
SELECT g.weekday, g.hour, g.bucket, grouping(g.bucket) = 1 AS "isHour",
  sum(g.succeeded)::int AS succeeded, sum(g.failed)::int AS failed, sum(g.cancelled)::int AS cancelled
FROM (
  SELECT extract(isodow FROM m.minute AT TIME ZONE $2)::int AS weekday, extract(hour FROM m.minute AT TIME ZONE $2)::int AS hour,
    CASE WHEN m.minute >= $4 AND m.minute < $5 THEN floor(extract(epoch FROM (m.minute - $4::timestamptz)) * 1000 / ${BUCKET_MS})::int END AS bucket,
    m.succeeded, m.failed, m.cancelled
  FROM rollup_minute m
  WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND m.workflow_id = $1 AND m.minute >= $3) g
GROUP BY GROUPING SETS ((g.weekday, g.hour), (g.bucket))`

/** One workflow's minutes, read once: quarters of the window and hours of the week over the last four weeks. */
export async function loadMinutes(
  ctx: QueryContext,
  window: StripWindow,
  workflow: { id: string; zone: string },
): Promise<{ counts: StripCount[]; hours: HourCount[] }> {
  const from = new Date(ctx.now.getTime() - HOUR_WEEKS * WEEK_MS)
  const groups = await ctx.sql<MinuteGroup>(MINUTES, [workflow.id, workflow.zone, from, window.start, window.end])
  return {
    counts: groups.flatMap(({ bucket, succeeded, failed, cancelled }) =>
      bucket === null ? [] : [{ bucket, succeeded, failed, cancelled }],
    ),
    hours: groups.flatMap(({ isHour, weekday, hour, succeeded, failed }) =>
      isHour && weekday !== null && hour !== null ? [{ weekday, hour, runs: succeeded + failed, failed }] : [],
    ),
  }
}

interface HourChange {
  weekday: number
  hour: number
  fromState: string
  toState: string
  at: Date
}

/** A breach counts once: late that turns down is the same one. */
function isBreach({ fromState, toState }: HourChange): boolean {
  return toState === 'late' || (toState === 'down' && fromState !== 'late')
}

/** Late or failed by hour of the plant's week over four weeks: 168 cells, Monday 00:00 first. */
export function hourCells(now: Date, hours: readonly HourCount[], changes: readonly HourChange[]): HourCell[] {
  const from = now.getTime() - HOUR_WEEKS * WEEK_MS
  const breaches = changes.filter((change) => isBreach(change) && change.at.getTime() >= from)
  return Array.from({ length: 168 }, (_, index) => {
    const cell = { weekday: Math.floor(index / 24) + 1, hour: index % 24 }
    const isHere = (each: { weekday: number; hour: number }) => each.weekday === cell.weekday && each.hour === cell.hour
    const { runs = 0, failed = 0 } = hours.find(isHere) ?? {}
    return { ...cell, runs, failed, broken: breaches.filter(isHere).length }
  })
}
