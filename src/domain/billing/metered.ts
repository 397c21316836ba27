/** A thousand runs are one unit; what is begun is not counted. */
const UNIT = 1_000
const DAY_MS = 86_400_000

/** What was told to the payment service for one month and meter, in order. */
export interface Told {
  identifier: string
  kind: 'event' | 'cancel'
  value: number
  decidedAt: Date
}

export type Telling = { kind: 'event'; value: number } | { kind: 'cancel'; identifier: string; value: number } | null

/** Units of a month beyond what the plan includes. */
export function overageUnits(executions: number, included: number): number {
  return Math.floor(Math.max(0, executions - included) / UNIT)
}

/**
 * What must still be told so that the sum equals the month's units. Too much told is taken back by cancelling the last event,
 * which the payment service takes for 24 hours; after that it is set off against what is still to come.
 */
export function nextTelling(units: number, told: readonly Told[], now: Date): Telling {
  const sum = told.reduce((total, { value }) => total + value, 0)
  if (units > sum) return { kind: 'event', value: units - sum }
  if (units === sum) return null
  const cancelled = new Set(told.filter(({ kind }) => kind === 'cancel').map(({ identifier }) => identifier))
  const last = told.findLast(({ kind, identifier }) => kind === 'event' && !cancelled.has(identifier))
  if (!last || now.getTime() - last.decidedAt.getTime() >= DAY_MS - 3_600_000) return null
  return { kind: 'cancel', identifier: last.identifier, value: -last.value }
}
