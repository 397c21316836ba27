import type { Assertion } from './spec'

/** What a run has measured. `durationMs` is a fact like the others. */
export interface RunFacts {
  measures: Readonly<Record<string, number>> | null
  durationMs: number | null
}

/** A promise about a fact that a run did not keep; `actual` null = the run did not tell it. */
export interface Violation {
  assertion: Assertion
  actual: number | null
}

function holds({ op, value, to }: Assertion, actual: number): boolean {
  switch (op) {
    case 'gt':
      return actual > value
    case 'gte':
      return actual >= value
    case 'lt':
      return actual < value
    case 'lte':
      return actual <= value
    case 'eq':
      return actual === value
    case 'between':
      return actual >= value && to !== null && actual <= to
  }
}

const OWN = (record: Readonly<Record<string, number>>, name: string) =>
  Object.hasOwn(record, name) ? (record[name] ?? null) : null

/** The promises a successful run breaks, in the rule's order. A fact that was not told is a broken promise too. */
export function violationsOf(assertions: readonly Assertion[], { measures, durationMs }: RunFacts): Violation[] {
  return assertions.flatMap((assertion) => {
    const actual = assertion.fact === 'durationMs' ? durationMs : OWN(measures ?? {}, assertion.fact)
    return actual !== null && holds(assertion, actual) ? [] : [{ assertion, actual }]
  })
}

const SIGNS = { gt: '>', gte: '≥', lt: '<', lte: '≤', eq: '=' } as const

/** "rows > 0", "10 ≤ weight ≤ 20": the same in every language. */
export function assertionText({ fact, op, value, to }: Assertion): string {
  return op === 'between' ? `${value} ≤ ${fact} ≤ ${to}` : `${fact} ${SIGNS[op]} ${value}`
}
