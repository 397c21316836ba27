import { describe, expect, it } from 'vitest'
import { PLAIN } from '@/domain/expectation/spec'
import { stripWindow } from './cells'
import { slotsBetween } from './slots'

const utc = (text: string) => new Date(`${text}Z`)
const cron = (pattern: string, zone = 'Europe/Berlin') => ({
  id: 'e1',
  spec: PLAIN,
  plant: null,
  kind: 'cron' as const,
  cron: pattern,
  intervalS: null,
  zone,
  createdAt: utc('2026-01-01T00:00:00'),
  dueAt: null,
  status: 'on_time' as const,
})
const clock = (dates: Date[]) => dates.map((date) => date.toISOString().slice(11, 16))

describe('what a rule asks for within a window', () => {
  it('daily at 06:00 plant time, on both sides of the end of summer time', () => {
    expect(
      slotsBetween(cron('0 6 * * *'), stripWindow(utc('2026-10-24T08:00:00'), 24, 4)).map((d) => d.toISOString()),
    ).toEqual(['2026-10-24T04:00:00.000Z'])
    expect(
      slotsBetween(cron('0 6 * * *'), stripWindow(utc('2026-10-25T08:00:00'), 24, 4)).map((d) => d.toISOString()),
    ).toEqual(['2026-10-25T05:00:00.000Z'])
  })
  it('the first slot of each quarter only, so that every minute costs no more than every quarter', () => {
    const window = stripWindow(utc('2026-11-19T14:42:00'), 24, 4)
    expect(slotsBetween(cron('* * * * *'), window)).toHaveLength(112)
    expect(clock(slotsBetween(cron('*/5 15 19 11 *'), window))).toEqual(['14:45', '14:00', '14:15', '14:30'].sort())
  })
  it('a slot on the first instant of the window belongs to it, one on its end does not', () => {
    const window = stripWindow(utc('2026-11-19T14:42:00'), 24, 4)
    expect(clock(slotsBetween(cron('45 * * * *', 'UTC'), window)).filter((at) => at === '14:45')).toHaveLength(2)
    expect(slotsBetween(cron('45 18 * * *', 'UTC'), window)).toEqual([utc('2026-11-18T18:45:00')])
  })
  it('an interval goes on from what it waits for, and promises nothing while overdue', () => {
    const window = stripWindow(utc('2026-11-19T14:42:00'), 24, 4)
    const hourly = {
      ...cron(''),
      id: 'e2',
      spec: PLAIN,
      plant: null,
      kind: 'interval' as const,
      cron: null,
      intervalS: 3600,
      createdAt: utc('2026-11-19T14:00:00'),
    }
    expect(clock(slotsBetween({ ...hourly, dueAt: utc('2026-11-19T15:10:00') }, window))).toEqual([
      '14:00',
      '15:10',
      '16:10',
      '17:10',
      '18:10',
    ])
    expect(clock(slotsBetween({ ...hourly, dueAt: utc('2026-11-19T14:40:00') }, window))).toEqual(['14:00'])
  })
  it('nothing while paused', () => {
    expect(
      slotsBetween({ ...cron('* * * * *'), status: 'paused' }, stripWindow(utc('2026-11-19T14:42:00'), 24, 4)),
    ).toEqual([])
  })
})
