import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterTry, SCHEDULE_S } from './chain'

const NOW = new Date('2026-11-23T10:00:00Z')
const reply = (status: number | null, retryAfterMs: number | null = null) => ({ status, retryAfterMs })
const waitS = (next: ReturnType<typeof afterTry>) =>
  next.kind === 'retry' ? (next.at.getTime() - NOW.getTime()) / 1000 : null

describe('the chain of one message', () => {
  it('is the schedule of Standard Webhooks: ten tries, 75 h 35 min 5 s in all, then the end', () => {
    expect(SCHEDULE_S.reduce<number>((sum, pause) => sum + pause, 0)).toBe(75 * 3600 + 35 * 60 + 5)
    const pauses = Array.from({ length: 10 }, (_, index) => afterTry(index + 1, reply(500), NOW, 0))
    expect(pauses.map(waitS)).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, null])
    expect(pauses.at(-1)).toEqual({ kind: 'end', reason: 'exhausted' })
  })

  it('only 2xx is taken; no answer, a redirect and a lie in the body are not', () => {
    for (const status of [200, 202, 204, 299]) expect(afterTry(1, reply(status), NOW, 0)).toEqual({ kind: 'delivered' })
    for (const status of [null, 199, 300, 302, 400, 404, 500])
      expect(afterTry(1, reply(status), NOW, 0).kind).toBe('retry')
  })

  it('410 ends it at the first try, however many are left', () => {
    for (const tries of [1, 5, 10]) expect(afterTry(tries, reply(410), NOW, 0)).toEqual({ kind: 'end', reason: 'gone' })
  })

  it('429, 502 and 504 quieten the whole endpoint, for as long as it asks', () => {
    for (const status of [429, 502, 504]) {
      expect(afterTry(1, reply(status), NOW, 0)).toMatchObject({ quietMs: 60_000 })
      const asked = afterTry(1, reply(status, 900_000), NOW, 0)
      expect(asked).toMatchObject({ quietMs: 900_000 })
      expect(waitS(asked)).toBe(900)
    }
    expect(afterTry(1, reply(500), NOW, 0)).toMatchObject({ quietMs: null })
  })

  it('jitter only ever adds, a tenth at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, random) => {
        const wait = waitS(afterTry(tries, reply(503), NOW, random)) ?? -1
        const planned = SCHEDULE_S[tries] ?? 0
        return wait >= planned && wait <= planned * 1.1
      }),
    )
  })
})
