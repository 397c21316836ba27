import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALL_TIME, type BusinessTime, type ClockEvent, type ClockRule, clockOf, pauseSpans, runningMs } from './clock'

const MINUTE_MS = 60_000
const START = Date.parse('2026-03-02T00:00:00Z')
const at = (minute: number) => new Date(START + minute * MINUTE_MS)
const isOpenMinute = (minute: number) => ((minute % 1440) + 1440) % 1440 >= 360 && ((minute % 1440) + 1440) % 1440 < 840

/** 06:00 to 14:00 UTC every day, in closed form. */
const SHIFT: BusinessTime = {
  elapsedMs(from, to) {
    const upTo = (date: Date) => {
      const minute = (date.getTime() - START) / MINUTE_MS
      const day = Math.floor(minute / 1440)
      return (day * 480 + Math.min(480, Math.max(0, minute - day * 1440 - 360))) * MINUTE_MS
    }
    return to > from ? upTo(to) - upTo(from) : 0
  },
  after(from, ms) {
    let low = from.getTime()
    let high = low + 400 * 1440 * MINUTE_MS
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (SHIFT.elapsedMs(from, new Date(middle)) >= ms) high = middle
      else low = middle + 1
    }
    return new Date(low)
  },
}

const rule = (kind: ClockRule['kind'], minutes: number): ClockRule => ({
  kind,
  limitMs: minutes * MINUTE_MS,
  atRiskPct: 75,
  pauseReasons: ['waiting_for_client'],
})

const zTime = fc.integer({ min: 0, max: 6_000 })
const zEvents = fc
  .array(fc.record({ minute: zTime, kind: fc.constantFrom('paused', 'other_pause', 'resumed', 'client_note') }), {
    maxLength: 8,
  })
  .map((list): ClockEvent[] => {
    // one move a minute: what two moves of one minute mean is not at stake here
    const unique = new Map(list.map((each) => [each.minute, each]))
    return [...unique.values()].map(({ minute, kind }): ClockEvent => {
      if (kind === 'paused') return { kind, at: at(minute), reason: 'waiting_for_client' }
      if (kind === 'other_pause') return { kind: 'paused', at: at(minute), reason: 'outside_control' }
      return { kind: kind as 'resumed' | 'client_note', at: at(minute) }
    })
  })

/** The naive clock: minute after minute, with a light that is on or off. */
function minutesRun(events: readonly ClockEvent[], from: number, to: number): number {
  let run = 0
  for (let minute = from; minute < to; minute++) {
    const last = events
      .filter(({ kind, at: when }) => (kind === 'paused' || kind === 'resumed') && when <= at(minute))
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .at(-1)
    const isPaused = last?.kind === 'paused' && last.reason === 'waiting_for_client'
    if (isOpenMinute(minute) && !isPaused) run++
  }
  return run
}

describe('clocks of an incident', () => {
  it('equal a loop over every minute: elapsed, deadline and verdict', () => {
    fc.assert(
      fc.property(zEvents, zTime, zTime, fc.integer({ min: 1, max: 900 }), (moves, opened, length, limit) => {
        const end = opened + length
        const events: ClockEvent[] = [{ kind: 'opened', at: at(opened) }, ...moves, { kind: 'resolved', at: at(end) }]
        const clock = clockOf(rule('resolve', limit), events, { business: SHIFT, now: at(99_999) })
        const run = minutesRun(moves, opened, end)
        expect(clock.elapsedMs).toBe(run * MINUTE_MS)
        expect(clock.state).toBe(run > limit ? 'breached' : 'met')
        if (clock.dueAt && clock.dueAt <= at(end)) {
          const due = (clock.dueAt.getTime() - START) / MINUTE_MS
          expect([minutesRun(moves, opened, due), minutesRun(moves, opened, due - 1)]).toEqual([limit, limit - 1])
        } else expect(run).toBeLessThanOrEqual(limit)
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('clock(a,c) = clock(a,b) + clock(b,c)', () => {
    fc.assert(
      fc.property(zEvents, zTime, zTime, zTime, (moves, ...times) => {
        const [a, b, c] = times.sort((x, y) => x - y).map(at) as [Date, Date, Date]
        const pauses = pauseSpans(moves, ['waiting_for_client'])
        const run = (from: Date, to: Date) => runningMs(SHIFT, pauses, { from, to })
        expect(run(a, c)).toBe(run(a, b) + run(b, c))
      }),
    )
  })

  const opened: ClockEvent = { kind: 'opened', at: at(400) }
  const look = (kind: ClockRule['kind'], events: ClockEvent[], minute: number) =>
    clockOf(rule(kind, 60), [opened, ...events], { business: SHIFT, now: at(minute) })

  it('runs in open hours only, is at risk at its share, breached after its limit', () => {
    expect([440, 445, 460, 461].map((minute) => look('resolve', [], minute).state)).toEqual([
      'on_track',
      'at_risk',
      'at_risk',
      'breached',
    ])
    const night = clockOf(rule('resolve', 60), [{ kind: 'opened', at: at(830) }], { business: SHIFT, now: at(1_700) })
    expect(night).toMatchObject({ state: 'on_track', elapsedMs: 10 * MINUTE_MS, dueAt: at(1440 + 360 + 50) })
  })

  it('stops update and resolve for a reason the contract accepts, response for none', () => {
    const paused: ClockEvent[] = [{ kind: 'paused', at: at(410), reason: 'waiting_for_client' }]
    expect(look('resolve', paused, 700)).toMatchObject({ state: 'paused', dueAt: null, elapsedMs: 10 * MINUTE_MS })
    expect(look('response', paused, 700).state).toBe('breached')
    expect(look('resolve', [{ kind: 'paused', at: at(410), reason: 'outside_control' }], 700).state).toBe('breached')
    const resumed = [...paused, { kind: 'resumed' as const, at: at(500) }]
    expect(look('resolve', resumed, 520)).toMatchObject({ state: 'on_track', dueAt: at(550) })
  })

  it('response ends with whoever takes it, or with the end', () => {
    expect(look('response', [{ kind: 'acknowledged', at: at(430) }], 700)).toMatchObject({
      state: 'met',
      stoppedAt: at(430),
    })
    expect(look('response', [{ kind: 'resolved', at: at(450) }], 700).state).toBe('met')
    expect(look('response', [{ kind: 'client_note', at: at(430) }], 700).state).toBe('breached')
    // taken before it had opened, by a late computation: nobody waited
    expect(look('response', [{ kind: 'acknowledged', at: at(390) }], 700)).toMatchObject({ state: 'met', elapsedMs: 0 })
  })

  it('update begins anew with each word to the client, and remembers what came too late', () => {
    const words: ClockEvent[] = [
      { kind: 'client_note', at: at(480) },
      { kind: 'client_note', at: at(500) },
    ]
    expect(look('update', words, 530)).toMatchObject({
      since: at(500),
      state: 'on_track',
      missedBefore: 1,
      dueAt: at(560),
    })
    expect(look('update', [...words, { kind: 'resolved', at: at(520) }], 700).state).toBe('breached')
    expect(look('update', [{ kind: 'resolved', at: at(420) }], 700)).toMatchObject({ state: 'met', missedBefore: 0 })
  })

  it('is recomputed: the order of events and what comes later change nothing', () => {
    const events: ClockEvent[] = [opened, { kind: 'client_note', at: at(420) }, { kind: 'acknowledged', at: at(410) }]
    const facts = { business: ALL_TIME, now: at(430) }
    for (const kind of ['response', 'update', 'resolve'] as const) {
      const later: ClockEvent = { kind: 'resolved', at: at(900) }
      expect(clockOf(rule(kind, 60), [later, ...events].reverse(), facts)).toEqual(
        clockOf(rule(kind, 60), events, facts),
      )
    }
    expect(() => clockOf(rule('response', 60), [], facts)).toThrow(RangeError)
  })
})
