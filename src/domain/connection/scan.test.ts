import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countIds, mergeIds, missingIds, type ScanState, stepScan } from './scan'

const range = (from: number, to: number) => ({ from: BigInt(from), to: BigInt(to) })
const big = (ids: readonly number[]) => ids.map(BigInt)
const START: ScanState = { watermark: null, scan: null }

describe('ranges of ids, against sets', () => {
  const ids = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 })
  it('merge and miss what a set says', () => {
    fc.assert(
      fc.property(ids, (seen) => {
        const set = new Set(seen)
        const merged = mergeIds(seen.map((id) => range(id, id)))
        expect(countIds(merged)).toBe(set.size)
        const missing = missingIds(range(5, 35), merged)
        const lost = Array.from({ length: 31 }, (_, index) => index + 5).filter((id) => !set.has(id))
        expect(missing.flatMap(({ from, to }) => lost.filter((id) => BigInt(id) >= from && BigInt(id) <= to))).toEqual(
          lost,
        )
        expect(countIds(missing)).toBe(lost.length)
      }),
    )
  })
})

describe('the way down', () => {
  it('moves the watermark only when it is done', () => {
    const first = stepScan(START, { ids: big([9, 8, 7]), next: 'c1' })
    expect(first).toMatchObject({ isDone: false, state: { watermark: null, scan: { top: 9n, low: 7n, cursor: 'c1' } } })
    const last = stepScan(first.state, { ids: big([3, 2]), next: null })
    expect(last).toMatchObject({ isDone: true, state: { watermark: 9n, scan: null }, missing: [] })
  })

  it('tells what is missing between, and what was pruned below', () => {
    const state: ScanState = { watermark: 10n, scan: null }
    expect(stepScan(state, { ids: big([16, 14, 13, 10]), next: 'c' })).toMatchObject({
      isDone: true,
      missing: [range(11, 12), range(15, 15)],
      pruned: null,
    })
    expect(stepScan(state, { ids: big([30, 29]), next: null })).toMatchObject({ pruned: range(11, 28) })
    expect(stepScan(state, { ids: big([11]), next: null })).toMatchObject({ missing: [], pruned: null })
  })

  it('never goes back, whatever the source shows', () => {
    expect(stepScan({ watermark: 10n, scan: null }, { ids: big([4]), next: null }).state.watermark).toBe(10n)
    expect(stepScan({ watermark: 10n, scan: null }, { ids: [], next: null })).toMatchObject({
      isDone: true,
      state: { watermark: 10n },
    })
  })

  it('sees each id once: pages of any size, shuffled, with rows repeated, over several readings', () => {
    const history = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 25 }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 7 }), (readings, size) => {
        let state = START
        const had = new Set<number>()
        for (const added of readings) {
          const floor = had.size > 0 ? Math.max(...had) : 0
          for (const id of added) if (id > floor) had.add(id)
          const shown = [...had].sort((a, b) => b - a)
          const told: bigint[] = []
          let isDone = shown.length === 0
          for (let at = 0; !isDone; at += size) {
            const page = shown.slice(at, at + size)
            const repeated = [...page].reverse().concat(shown.slice(Math.max(0, at - 1), at))
            const next = at + size < shown.length ? String(at) : null
            const step = stepScan(state, { ids: big(repeated), next })
            told.push(
              ...step.missing.flatMap(({ from, to }) =>
                big(Array.from({ length: Number(to - from) + 1 }, (_, n) => Number(from) + n)),
              ),
            )
            ;({ state, isDone } = step)
          }
          const top = Math.max(0, ...had)
          expect(state.watermark ?? 0n).toBe(BigInt(top))
          const lost =
            floor === 0 ? [] : Array.from({ length: top - floor }, (_, n) => floor + 1 + n).filter((id) => !had.has(id))
          expect(told.map(Number).sort((a, b) => a - b)).toEqual(lost)
        }
      }),
      { numRuns: 500 },
    )
  })
})
