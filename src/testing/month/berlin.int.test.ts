import { expect, it } from 'vitest'
import { besideOracle } from './beside-oracle'

const MINUTES_MS = 60_000

it(
  'Berlin, March 2026: frozen figures are the naive ones, to the minute and the cent',
  async () => {
    const { figures, wrong } = await besideOracle('berlin-2026-03')
    expect(wrong).toEqual([])
    expect(figures.delivery).toMatchObject({ rejected: 0, duplicates: 3, conflicts: 1, outOfOrder: 1 })
  },
  8 * MINUTES_MS,
)
