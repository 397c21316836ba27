import { expect, it } from 'vitest'
import { BESIDE_H, compareZones } from '@/testing/calendar/zones'
import { SHAPES } from './shapes.fixture'

/** The second half of all zones; the other half runs beside it. */
const zones = Intl.supportedValuesOf('timeZone').filter((_, index) => index % 2 === 1)

it('agrees with another zone library, minute by minute: every zone, two clock changes, twenty plants', () => {
  expect(zones.length).toBeGreaterThan(200)
  const { cases, minutes, mismatches } = compareZones(zones)
  expect(mismatches.slice(0, 20)).toEqual([])
  expect(cases).toBe(zones.length * 2 * Object.keys(SHAPES).length)
  expect(minutes).toBe(cases * 2 * BESIDE_H * 60)
}, 120_000)
