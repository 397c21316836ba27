import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHolidays } from './ical'

const YEARS = { from: '2026-01-01', to: '2027-12-31' }
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT']
const file = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n')
const datesOf = (text: string) => readHolidays(text, YEARS).holidays.map(({ date }) => date)

describe('holidays from iCalendar', () => {
  it('reads whole days, folded and escaped', () => {
    const text = file(
      event('DTSTART;VALUE=DATE:20261003', 'SUMMARY:Tag der Deutschen\r\n  Einheit\\, bundes\r\n\tweit'),
    )
    expect(readHolidays(text, YEARS)).toEqual({
      holidays: [{ date: '2026-10-03', name: 'Tag der Deutschen Einheit, bundesweit' }],
      skipped: [],
    })
  })
  it('an end is exclusive, a duration counts days, midnights are whole days', () => {
    expect(datesOf(file(event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:X')))).toEqual([
      '2026-12-24',
      '2026-12-25',
      '2026-12-26',
    ])
    expect(datesOf(file(event('DTSTART;VALUE=DATE:20261231', 'DURATION:P2D')))).toEqual(['2026-12-31', '2027-01-01'])
    expect(datesOf(file(event('DTSTART;TZID="Europe/Berlin:x":20261225T000000', 'DTEND:20261226T000000')))).toEqual([
      '2026-12-25',
    ])
  })
  it('repeats by the year, by the weekday, and leaves out what is excepted', () => {
    expect(datesOf(file(event('DTSTART;VALUE=DATE:20200501', 'RRULE:FREQ=YEARLY')))).toEqual([
      '2026-05-01',
      '2027-05-01',
    ])
    const thanksgiving = event('DTSTART;VALUE=DATE:20201126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH')
    expect(datesOf(file(thanksgiving))).toEqual(['2026-11-26', '2027-11-25'])
    const without = event('DTSTART;VALUE=DATE:20200501', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20260501')
    expect(datesOf(file(without))).toEqual(['2027-05-01'])
  })
  it('says what it left out and why', () => {
    const text = file(
      event('DTSTART:20261001T090000Z', 'SUMMARY:Meeting'),
      event('DTSTART;VALUE=DATE:20261002', 'STATUS:CANCELLED', 'SUMMARY:Off'),
      event('SUMMARY:Nothing'),
      event('DTSTART;VALUE=DATE:20261001', 'RRULE:FREQ=SECONDLY', 'SUMMARY:Mad'),
      event('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20261231', 'SUMMARY:Year'),
    )
    expect(readHolidays(text, YEARS)).toEqual({
      holidays: [],
      skipped: [
        { name: 'Meeting', reason: 'timed' },
        { name: 'Off', reason: 'cancelled' },
        { name: 'Nothing', reason: 'no_date' },
        { name: 'Mad', reason: 'rule' },
        { name: 'Year', reason: 'too_long' },
      ],
    })
  })
  it('passes over alarms and other components', () => {
    const text = file(
      event('BEGIN:VALARM', 'DTSTART;VALUE=DATE:20260101', 'END:VALARM', 'DTSTART;VALUE=DATE:20261225', 'SUMMARY:C'),
    )
    expect(datesOf(text)).toEqual(['2026-12-25'])
  })
  it('survives any text', () => {
    const line = fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'DTSTART;VALUE=DATE:20269999',
      'DTSTART:',
      'RRULE:FREQ=YEARLY',
      ' x',
      '',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
        expect(readHolidays(lines.join('\n'), YEARS).holidays.every(({ date }) => /^\d{4}-\d\d-\d\d$/.test(date))).toBe(
          true,
        )
      }),
    )
  })
})
