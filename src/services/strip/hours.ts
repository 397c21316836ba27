import type { QueryContext } from '../context'

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

const HOURS = `
SELECT extract(isodow FROM h.hour AT TIME ZONE $2)::int AS weekday, extract(hour FROM h.hour AT TIME ZONE $2)::int AS hour,
  sum(h.succeeded + h.failed)::int AS runs, sum(h.failed)::int AS failed
FROM rollup_hour h
WHERE h.tenant_id = :tenant AND h.client_id = ANY(:clients) AND h.workflow_id = $1 AND h.hour >= $3
GROUP BY 1, 2`

/** One workflow's hours of the week over the last four weeks; hours of roll-ups are hours of its plant's clock. */
export function loadHours(ctx: QueryContext, workflow: { id: string; zone: string }): Promise<HourCount[]> {
  const from = new Date(ctx.now.getTime() - HOUR_WEEKS * WEEK_MS)
  return ctx.sql<HourCount>(HOURS, [workflow.id, workflow.zone, from])
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
