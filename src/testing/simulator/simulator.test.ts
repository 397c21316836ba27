import { describe, expect, it } from 'vitest'
import { findFailure } from './invariants'
import type { Bug } from './run'

const STEPS = 500

describe('evaluator, outbox and merge on virtual time, seeds 1 to 5,000', { timeout: 300_000 }, () => {
  it('keep their promises through crashes, duplicates, disorder and jumps of the clock', () => {
    expect(findFailure({ from: 1, count: 5_000, steps: STEPS })).toBeNull()
  })
})

describe('the invariants see a planted bug', { timeout: 300_000 }, () => {
  it.each<Bug>(['no-lock', 'no-lock-nor-version', 'done-before-commit', 'stamped-with-the-tick', 'mail-without-key'])(
    '%s',
    (bug) => expect(findFailure({ from: 1, count: 200, steps: STEPS }, bug)?.broken.length).toBeGreaterThan(0),
  )
})
