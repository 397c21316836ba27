import { expect, it } from 'vitest'
import { besideOracle } from './beside-oracle'

const MINUTES_MS = 60_000

it(
  'Chicago, November 2026: frozen figures are the naive ones, to the minute and the cent',
  async () => {
    const { figures, wrong } = await besideOracle('chicago-2026-11')
    expect(wrong).toEqual([])
    expect(figures.gaps).toMatchObject([{ reason: 'pruned', runs: 3 }])
  },
  8 * MINUTES_MS,
)
