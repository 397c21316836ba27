import { durationOf, type ExecutionState } from './merge'

const MINUTE_MS = 60_000

/** What to add to one row of `rollup_minute`. `minute` is epoch milliseconds, the start of the minute of the end. */
export interface RollupDelta {
  minute: number
  succeeded: number
  failed: number
  cancelled: number
  durationMsSum: number
}

function contribution(state: ExecutionState | null, sign: 1 | -1): RollupDelta | null {
  if (!state || state.status === 'running' || state.endedAt === null) return null
  const one = (status: ExecutionState['status']) => (state.status === status ? sign : 0)
  return {
    minute: Math.floor(state.endedAt / MINUTE_MS) * MINUTE_MS,
    succeeded: one('succeeded'),
    failed: one('failed'),
    cancelled: one('cancelled'),
    durationMsSum: sign * (durationOf(state) ?? 0) || 0,
  }
}

function isEmpty({ succeeded, failed, cancelled, durationMsSum }: RollupDelta): boolean {
  return succeeded === 0 && failed === 0 && cancelled === 0 && durationMsSum === 0
}

function add(a: RollupDelta, b: RollupDelta): RollupDelta {
  return {
    minute: a.minute,
    succeeded: a.succeeded + b.succeeded,
    failed: a.failed + b.failed,
    cancelled: a.cancelled + b.cancelled,
    durationMsSum: a.durationMsSum + b.durationMsSum,
  }
}

/**
 * What a run's change from `prev` to `next` adds to the minute roll-ups: it leaves the minute it was counted in and enters
 * that of its new end. Empty when nothing that is counted changed; ordered by minute, so that locks are taken in one order.
 */
export function rollupDelta(prev: ExecutionState | null, next: ExecutionState | null): RollupDelta[] {
  const minus = contribution(prev, -1)
  const plus = contribution(next, 1)
  const parts = minus && plus && minus.minute === plus.minute ? [add(minus, plus)] : [minus, plus]
  return parts
    .filter((part) => part !== null && !isEmpty(part))
    .sort((a, b) => (a?.minute ?? 0) - (b?.minute ?? 0)) as RollupDelta[]
}
