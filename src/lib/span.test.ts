import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intersectSpans, isWithin, mergeSpans, type Span, subtractSpans, totalMs } from './span'

const spans = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 }))
    .map(([from, length]): Span => ({ from: new Date(from), to: new Date(from + length) })),
  { maxLength: 8 },
)
/** The oracle knows instants, not spans. */
const instants = (list: readonly Span[]) =>
  new Set(Array.from({ length: 40 }, (_, at) => at).filter((at) => list.some((s) => +s.from <= at && at < +s.to)))

describe('spans', () => {
  it('merge, intersect, subtract and measure as sets of instants do', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const [inA, inB] = [instants(a), instants(b)]
        expect(instants(mergeSpans(a))).toEqual(inA)
        expect(instants(intersectSpans(a, b))).toEqual(new Set([...inA].filter((at) => inB.has(at))))
        expect(instants(subtractSpans(a, b))).toEqual(new Set([...inA].filter((at) => !inB.has(at))))
        expect(totalMs(a)).toBe(inA.size)
        for (let at = 0; at < 40; at++) expect(isWithin(mergeSpans(a), new Date(at))).toBe(inA.has(at))
      }),
      { numRuns: 500 },
    )
  })

  it('answer in normal form: sorted, not empty, not touching', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        for (const list of [mergeSpans(a), intersectSpans(a, b), subtractSpans(a, b)])
          list.forEach((span, i) => {
            expect(+span.from).toBeLessThan(+span.to)
            if (i > 0) expect(+(list[i - 1] as Span).to).toBeLessThan(+span.from)
          })
      }),
    )
  })
})
