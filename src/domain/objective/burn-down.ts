import { addDays } from '@/domain/calendar/day'
import { allowedBadOf, attain } from './attain'
import type { ObjectiveWindow } from './schema'
import { addTally, EMPTY_TALLY, type Tally } from './tally'
import { RollingSum, windowOn } from './window'

/** One day of the chart: what it brought, and what was left at its end. */
export interface BurnPoint {
  day: string
  /** the day's own */
  tally: Tally
  /** null for a day still to come */
  remaining: number | null
}

export interface BurnDown {
  /** units that may be bad, of all that counted so far */
  allowedBad: number
  points: BurnPoint[]
}

function monthOf(days: readonly string[], facts: BurnFacts): BurnDown {
  const past = days.filter((day) => day <= facts.today)
  const total = past.reduce((sum, day) => addTally(sum, facts.tallies.get(day) ?? EMPTY_TALLY), EMPTY_TALLY)
  const allowedBad = allowedBadOf(total.eligible, facts.targetPpm)
  let bad = 0
  const points = days.map((day) => {
    const tally = facts.tallies.get(day) ?? EMPTY_TALLY
    bad += tally.bad
    return { day, tally, remaining: day <= facts.today ? allowedBad - bad : null }
  })
  return { allowedBad, points }
}

function rollingOf(days: number, facts: BurnFacts): BurnDown {
  const sums = new RollingSum(days)
  const points: BurnPoint[] = []
  for (let back = 2 * days - 2; back >= 0; back--) {
    const day = addDays(facts.today, -back)
    const tally = facts.tallies.get(day) ?? EMPTY_TALLY
    sums.set(day, tally)
    if (back < days) points.push({ day, tally, remaining: attain(sums.sum, facts.targetPpm).remaining })
  }
  return { allowedBad: allowedBadOf(sums.sum.eligible, facts.targetPpm), points }
}

interface BurnFacts {
  /** by local day; a day without an entry had no units */
  tallies: ReadonlyMap<string, Tally>
  targetPpm: number
  /** local date */
  today: string
}

/**
 * How the budget went, day by day. A month begins with what all its units so far allow and burns down to exactly the budget left
 * that the figures state; a rolling window shows the budget of the window that ended on each day (it needs the tallies of
 * 2 × days − 1 days).
 */
export function burnDown(window: ObjectiveWindow, facts: BurnFacts): BurnDown {
  if (window.kind === 'rolling') return rollingOf(window.days, facts)
  return monthOf(windowOn(window, facts.today).days, facts)
}
