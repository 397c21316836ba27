import { describe, expect, it } from 'vitest'
import { vtimezone } from './vtimezone'

describe('vtimezone', () => {
  it('has every change of the clock, in wall time before it', () => {
    const text = vtimezone('Europe/Berlin', 2026, 2026)
    // EU: last Sunday of March and October, 01:00 UTC.
    expect(text).toContain('BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200')
    expect(text).toContain('BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100')
    expect(text.match(/BEGIN:(DAYLIGHT|STANDARD)/g)).toHaveLength(3)
  })

  it('is one observance where the clock never changes', () => {
    expect(vtimezone('Asia/Kolkata', 2026, 2028)).toContain('TZOFFSETTO:+0530')
    expect(vtimezone('Asia/Kolkata', 2026, 2028).match(/DTSTART/g)).toHaveLength(1)
  })
})
