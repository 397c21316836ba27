import { describe, expect, it } from 'vitest'
import { cronWords } from './cron-words'

describe('a schedule in words', () => {
  it('steps within hours and days', () => {
    expect(cronWords('*/15 6-22 * * 1-5')).toEqual({
      every: { count: 15, unit: 'minute' },
      times: [],
      between: { from: '06:00', to: '22:59' },
      days: [{ from: 1, to: 5 }],
    })
  })
  it('every hour at a minute ends at that minute', () => {
    expect(cronWords('30 6-23 * * *')).toMatchObject({
      every: { count: 1, unit: 'hour' },
      between: { from: '06:30', to: '23:30' },
    })
  })
  it('fixed times, with Sunday as the seventh day', () => {
    expect(cronWords('5 14,6 * * 1,0')).toMatchObject({
      every: null,
      times: ['06:05', '14:05'],
      days: [
        { from: 1, to: 1 },
        { from: 7, to: 7 },
      ],
    })
  })
  it('leaves alone what words would distort', () => {
    for (const cron of [
      '*/7 * * * *',
      '0 6 1 * *',
      '0 6 * 3 *',
      '0 */5 * * *',
      '0,30 6 * * *',
      '0 6 * * MON',
      '@daily',
    ])
      expect(cronWords(cron)).toBeNull()
  })
})
