import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/domain/calendar/day'
import { attain } from './attain'
import { burnDown } from './burn-down'
import { EXCLUSION_REASONS, sumTallies, type Tally } from './tally'
import { isWindowFull, RollingSum, windowOn } from './window'

/** A small generator of its own, so that a run of 10⁵ steps is one and the same each time. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

describe('rolling sums', () => {
  it('equal a full recompute after each of 10⁵ random steps', () => {
    const random = randomOf(20_261_123)
    const days = 28
    const sums = new RollingSum(days)
    const known = new Map<string, Tally>()
    let last = '2026-01-01'
    let today = '2026-01-01'
    sums.set(today, { eligible: 0, good: 0, bad: 0, excluded: {} })
    for (let step = 0; step < 100_000; step++) {
      // forward by 0..3 days or a long gap, then a new or corrected day, sometimes one that has left the window
      if (random(5) === 0) today = addDays(today, random(40) === 0 ? 20 + random(30) : random(4))
      const day = addDays(today, -random(days + 4))
      const [good, bad, out] = [random(50), random(4), random(3)]
      const reason = EXCLUSION_REASONS[random(EXCLUSION_REASONS.length)] ?? 'paused'
      const tally: Tally = { eligible: good + bad, good, bad, excluded: out > 0 ? { [reason]: out } : {} }
      known.set(day, tally)
      sums.set(day, tally)
      if (day > last) last = day
      if (step % 50 === 0 || step > 99_900) {
        for (const old of known.keys()) if (old < addDays(last, -3 * days)) known.delete(old)
        const inside = [...known].filter(([each]) => each > addDays(last, -days)).map(([, each]) => each)
        expect(sums.sum).toEqual(sumTallies(inside))
      }
    }
  }, 60_000)
})

describe('windows', () => {
  it('are the local month, or the last days', () => {
    expect(windowOn({ kind: 'calendar_month' }, '2028-02-11')).toMatchObject({
      fromDay: '2028-02-01',
      toDay: '2028-02-29',
    })
    expect(windowOn({ kind: 'rolling', days: 30 }, '2026-03-01')).toMatchObject({
      fromDay: '2026-01-31',
      toDay: '2026-03-01',
    })
    expect(windowOn({ kind: 'rolling', days: 30 }, '2026-03-01').days).toHaveLength(30)
  })

  it('are not full before their last day, nor before anybody watched', () => {
    const month = windowOn({ kind: 'calendar_month' }, '2026-11-23')
    expect(isWindowFull(month, { today: '2026-11-23', watchedFrom: '2026-01-01' })).toBe(false)
    expect(isWindowFull(month, { today: '2026-11-30', watchedFrom: '2026-01-01' })).toBe(true)
    expect(isWindowFull(month, { today: '2026-11-30', watchedFrom: '2026-11-02' })).toBe(false)
  })
})

const zTally = fc.record({ good: fc.nat(30), bad: fc.nat(3) })

describe('burn-down', () => {
  const of = (good: number, bad: number): Tally => ({ eligible: good + bad, good, bad, excluded: {} })

  it('ends at the budget left that the figures state', () => {
    fc.assert(
      fc.property(fc.array(zTally, { minLength: 1, maxLength: 60 }), fc.boolean(), (list, isMonth) => {
        const window = isMonth ? ({ kind: 'calendar_month' } as const) : ({ kind: 'rolling', days: 30 } as const)
        const today = '2026-11-23'
        const tallies = new Map(list.map(({ good, bad }, index) => [addDays(today, -index), of(good, bad)]))
        const { fromDay } = windowOn(window, today)
        const inside = [...tallies].filter(([day]) => day >= fromDay).map(([, tally]) => tally)
        const { points } = burnDown(window, { tallies, targetPpm: 990_000, today })
        const last = points.findLast(({ remaining }) => remaining !== null)
        expect(last).toMatchObject({ day: today, remaining: attain(sumTallies(inside), 990_000).remaining })
      }),
    )
  })

  it('knows nothing of days to come', () => {
    const { points, allowedBad } = burnDown(
      { kind: 'calendar_month' },
      { tallies: new Map([['2026-11-02', of(198, 2)]]), targetPpm: 990_000, today: '2026-11-03' },
    )
    expect(allowedBad).toBe(2)
    expect(points.slice(0, 4).map(({ remaining }) => remaining)).toEqual([2, 0, 0, null])
    expect(points).toHaveLength(30)
  })
})
