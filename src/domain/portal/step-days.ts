import type { PortalState } from './status'

/** What the ledgers say of one step on one plant day. */
export interface StepDayFact {
  slug: string
  day: string
  expected: number
  missed: number
  late: number
  /** union of the standstills of its automations */
  downS: number
}

/** `none`: nothing was expected, so nothing can be said. */
export type DayState = 'none' | 'kept' | 'late' | 'down'

export interface StepDays {
  slug: string
  phrase: string
  /** oldest first */
  states: DayState[]
  /** days on which something was expected */
  watched: number
  /** of those, days without a standstill and without a miss */
  calm: number
  downS: number
}

/** A day with a standstill or a miss is down; one with only late things is late. */
function dayStateOf(fact: StepDayFact | undefined): DayState {
  if (!fact || (fact.expected === 0 && fact.downS === 0)) return 'none'
  if (fact.downS > 0 || fact.missed > 0) return 'down'
  return fact.late > 0 ? 'late' : 'kept'
}

/** The ledgers follow minutes later: what stands still now has not had a calm day. */
function withNow(state: DayState, now: PortalState): DayState {
  if (now === 'stopped') return 'down'
  return now === 'slow' && state !== 'down' ? 'late' : state
}

/** One row of bars per step over the same days, whatever the ledgers left out; the last day is today. */
export function stepDays(
  steps: readonly { slug: string; phrase: string; state: PortalState }[],
  days: readonly string[],
  facts: readonly StepDayFact[],
): StepDays[] {
  const known = new Map(facts.map((fact) => [`${fact.slug} ${fact.day}`, fact]))
  return steps.map(({ slug, phrase, state: now }) => {
    const own = days.map((day) => known.get(`${slug} ${day}`))
    const states = own.map(dayStateOf).map((state, at, { length }) => (at === length - 1 ? withNow(state, now) : state))
    return {
      slug,
      phrase,
      states,
      watched: states.filter((state) => state !== 'none').length,
      calm: states.filter((state) => state === 'kept' || state === 'late').length,
      downS: own.reduce((sum, fact) => sum + (fact?.downS ?? 0), 0),
    }
  })
}
