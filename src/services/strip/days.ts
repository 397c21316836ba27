import { daysBefore } from '@/services/health/success'

export interface DayCount {
  day: string
  succeeded: number
  failed: number
  cancelled: number
}

/** One plant day of a workflow. `none` = no run ended and no rule was broken. */
export interface DayCell extends DayCount {
  state: 'none' | 'ok' | 'late' | 'down'
}

/** A day on which at least this share of the runs failed counts as down; below, as late. */
const DOWN_SHARE_PPM = 50_000

function stateOf({ succeeded, failed }: DayCount, broken: ReadonlySet<string>): DayCell['state'] {
  const judged = succeeded + failed
  if (broken.has('down') || (failed > 0 && failed * 1_000_000 >= judged * DOWN_SHARE_PPM)) return 'down'
  if (broken.has('late') || failed > 0) return 'late'
  return judged > 0 ? 'ok' : 'none'
}

/** The last `days` plant days, oldest first, with the worst of its runs and of its rules on each. */
export function dayCells(
  toDay: string,
  days: number,
  facts: { counts: readonly DayCount[]; broken: readonly { day: string; state: string }[] },
): DayCell[] {
  const counts = new Map(facts.counts.map((count) => [count.day, count]))
  return Array.from({ length: days }, (_, index) => {
    const day = daysBefore(toDay, days - 1 - index)
    const count = counts.get(day) ?? { day, succeeded: 0, failed: 0, cancelled: 0 }
    const broken = new Set(facts.broken.filter((each) => each.day === day).map(({ state }) => state))
    return { ...count, state: stateOf(count, broken) }
  })
}
