import { describe, expect, it } from 'vitest'
import { toCsv } from './csv'

const line = (...cells: (string | number | Date | null)[]) =>
  toCsv(
    cells.map(() => 'h'),
    [cells],
  ).split('\r\n')[1]

describe('a CSV file', () => {
  it('turns what a spreadsheet would run into text', () => {
    for (const evil of ['=cmd|calc', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])
      expect(line(evil)?.replace(/^"/, '').startsWith("'")).toBe(true)
  })
  it('keeps numbers numbers, also negative ones', () => expect(line(-6, 99.31)).toBe('-6,99.31'))
  it('quotes commas, quotes and lines', () =>
    expect(line('a,b', 'say "hi"', 'two\nlines')).toBe('"a,b","say ""hi""","two\nlines"'))
  it('writes instants in UTC and nothing for nothing', () =>
    expect(line(new Date(0), null)).toBe('1970-01-01T00:00:00.000Z,'))
  it('begins with a byte order mark', () => expect(toCsv(['Kunde'], []).charCodeAt(0)).toBe(0xfeff))
})
