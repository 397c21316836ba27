import { describe, expect, it } from 'vitest'
import { daysBefore, plantDay, successOf } from '@/services/health/success'
import { dayCells } from './days'

describe('the days of a workflow', () => {
  const count = (day: string, succeeded: number, failed: number) => ({ day, succeeded, failed, cancelled: 0 })
  const counts = [
    count('2026-11-15', 95, 5),
    count('2026-11-16', 96, 4),
    count('2026-11-17', 50, 0),
    count('2026-11-18', 10, 0),
  ]
  const broken = [
    { day: '2026-11-18', state: 'late' },
    { day: '2026-11-18', state: 'down' },
    { day: '2026-11-14', state: 'late' },
  ]
  it('show the worst of runs and rules, with a gap where there is nothing', () => {
    expect(dayCells('2026-11-19', 6, { counts, broken }).map(({ day, state }) => [day.slice(8), state])).toEqual([
      ['14', 'late'],
      ['15', 'down'],
      ['16', 'late'],
      ['17', 'ok'],
      ['18', 'down'],
      ['19', 'none'],
    ])
  })
})

describe('a plant day', () => {
  it("is the plant's date, not UTC's", () => {
    const at = new Date('2026-11-19T23:30:00Z')
    expect([plantDay(at, 'Europe/Berlin'), plantDay(at, 'America/Chicago')]).toEqual(['2026-11-20', '2026-11-19'])
  })
  it('counts back over the end of summer time without losing a day', () => {
    expect(daysBefore('2026-11-01', 8)).toBe('2026-10-24')
  })
})

describe('a success rate', () => {
  const span = { fromDay: '2026-10-21', toDay: '2026-11-19' }
  it('is rounded down, so that a breach never looks kept', () => {
    expect(successOf({ succeeded: 1_999_999, failed: 1, cancelled: 0 }, span).ppm).toBe(999_999)
  })
  it('leaves cancelled runs out, and is nothing without a run', () => {
    expect(successOf({ succeeded: 3, failed: 1, cancelled: 9 }, span).ppm).toBe(750_000)
    expect(successOf({ succeeded: 0, failed: 0, cancelled: 4 }, span).ppm).toBeNull()
  })
})
