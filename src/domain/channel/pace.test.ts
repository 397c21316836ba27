import fc from 'fast-check'
import { expect, it } from 'vitest'
import { breakMs, takeTurn } from './pace'
import { retryAfterMs } from './retry-after'

it('however calls come, no span holds more messages than the provider allows', () => {
  const gapMs = 1000
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2500 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      (gaps, burst) => {
        let [now, paceAt]: [number, number | null] = [1_000_000, null]
        const taken: number[] = []
        for (const gap of gaps) {
          now += gap
          const turn = takeTurn({ gapMs, burst }, paceAt, now)
          if ('waitMs' in turn) continue
          paceAt = turn.paceAt
          taken.push(now)
        }
        // counted plainly: any window of n gaps holds at most n + burst messages
        return taken.every((from, index) =>
          taken.slice(index).every((to, more) => more + 1 <= Math.floor((to - from) / gapMs) + burst),
        )
      },
    ),
  )
})

it('who waits as long as told gets the turn', () => {
  const pace = { gapMs: 1000, burst: 1 }
  expect(takeTurn(pace, null, 5000)).toEqual({ paceAt: 6000 })
  expect(takeTurn(pace, 6000, 5200)).toEqual({ waitMs: 800 })
  expect(takeTurn(pace, 6000, 6000)).toEqual({ paceAt: 7000 })
})

it('a provider in trouble is left alone longer and longer, ten minutes at most', () => {
  expect([0, 2, 3, 4, 9, 50].map(breakMs)).toEqual([null, null, 15_000, 30_000, 600_000, 600_000])
})

it.each([
  ['120', 120_000],
  ['0', 0],
  ['Mon, 23 Nov 2026 10:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
  ['999999999', 86_400_000],
  ['soon', null],
  [undefined, null],
])('Retry-After %s is %s ms', (header, ms) => {
  expect(retryAfterMs(header, Date.parse('2026-11-23T10:00:00Z'))).toBe(ms)
})
