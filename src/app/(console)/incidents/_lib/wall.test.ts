import { describe, expect, it } from 'vitest'
import { instantOfWall, wallOf } from './wall'

describe('wall time', () => {
  it.each([
    ['2026-11-23T22:10', 'Europe/Berlin', '2026-11-23T21:10:00.000Z'],
    ['2026-07-01T06:00', 'America/Chicago', '2026-07-01T11:00:00.000Z'],
    ['2026-01-01T00:15', 'Asia/Kathmandu', '2025-12-31T18:30:00.000Z'],
  ])('%s in %s', (wall, zone, instant) => {
    expect(instantOfWall(wall, zone).toISOString()).toBe(instant)
    expect(wallOf(new Date(instant), zone)).toBe(wall)
  })
})
