import { expect, it } from 'vitest'
import { findFailure } from './invariants'

/** The other half of the seeds, in a file of its own: two cores play them side by side. */
it('keeps its promises for seeds 5,001 to 10,000', { timeout: 300_000 }, () => {
  expect(findFailure({ from: 5_001, count: 5_000, steps: 500 })).toBeNull()
})
