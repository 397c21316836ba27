import { describe, expect, it } from 'vitest'
import { addDays } from '@/domain/calendar/day'
import type { ObjectiveWindow } from '@/domain/objective/schema'
import { moveWindow, resettle, type WindowState, windowDays } from './window'

interface Counts {
  eligible: number
  good: number
  bad: number
}

let state = 20_261_123
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}

/** A sum over everything that was ever settled, without a thought for what was there before. */
function recompute(days: ReadonlyMap<string, Counts>, { fromDay, toDay }: { fromDay: string; toDay: string }): Counts {
  const sum = { eligible: 0, good: 0, bad: 0 }
  for (const [day, counts] of days) {
    if (day < fromDay || day > toDay) continue
    sum.eligible += counts.eligible
    sum.good += counts.good
    sum.bad += counts.bad
  }
  return sum
}

describe('sums of a window', () => {
  it.each<[string, ObjectiveWindow]>([
    ['30 days', { kind: 'rolling', days: 30 }],
    ['1 day', { kind: 'rolling', days: 1 }],
    ['the month', { kind: 'calendar_month' }],
  ])('equal a full recompute after 10⁵ random steps: %s', (_, window) => {
    const days = new Map<string, Counts>()
    let today = '2026-01-01'
    let sums: WindowState = { ...windowDays(window, today), eligible: 0, good: 0, bad: 0 }
    for (let step = 0; step < 100_000; step++) {
      if (random() < 0.01) {
        // A worker that slept wakes days later.
        today = addDays(today, 1 + Math.floor(random() * random() * 45))
        sums = moveWindow(sums, windowDays(window, today), (day) => days.get(day))
      } else {
        // News of today, of yesterday, of long ago.
        const day = addDays(today, -Math.floor(random() ** 3 * 60))
        const [good, bad] = [Math.floor(random() * 500), Math.floor(random() * 20)]
        const is = { eligible: good + bad, good, bad }
        sums = resettle(sums, day, days.get(day) ?? null, is)
        days.set(day, is)
      }
      if (step % 500 === 0) expect(sums).toMatchObject(recompute(days, sums))
    }
    expect(sums).toEqual({ ...windowDays(window, today), ...recompute(days, sums) })
  })
  it('begin with the month or N days ago, today included', () => {
    expect(windowDays({ kind: 'calendar_month' }, '2026-03-29')).toEqual({ fromDay: '2026-03-01', toDay: '2026-03-29' })
    expect(windowDays({ kind: 'rolling', days: 7 }, '2026-03-03')).toEqual({
      fromDay: '2026-02-25',
      toDay: '2026-03-03',
    })
  })
})
