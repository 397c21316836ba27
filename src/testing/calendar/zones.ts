import { Temporal } from 'temporal-polyfill'
import { addDays, dayNumber, weekdayOf } from '@/domain/calendar/day'
import { isOpen, openSpans } from '@/domain/calendar/expand'
import { explainMinute } from '@/domain/calendar/explain'
import { type Around, rulesOf, SHAPES } from '@/domain/calendar/shapes.fixture'
import { lastTransitions, openMinutes, readWindow } from './oracle'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** 2027-01-01: both changes of 2026 for zones that still change their clocks. */
const BEFORE = Date.UTC(2027, 0, 1)
export const BESIDE_H = 6

function aroundOf(zone: string, at: number): Around {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
  const monday = addDays(day, 1 - weekdayOf(dayNumber(day)))
  return { before: addDays(day, -1), day, after: addDays(day, 1), anchor: addDays(monday, -7) }
}

/** Zones that never changed their clocks are walked through on two ordinary nights. */
function nightsOf(zone: string): number[] {
  const found = lastTransitions(zone, BEFORE).filter((at) => at % MINUTE_MS === 0)
  return [...found, Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)].slice(0, 2)
}

export interface Compared {
  cases: number
  minutes: number
  mismatches: string[]
}

/** Every minute of six hours on both sides of two clock changes, for every shape, in each of the zones. */
export function compareZones(zones: readonly string[]): Compared {
  const compared: Compared = { cases: 0, minutes: 0, mismatches: [] }
  for (const zone of zones) {
    for (const night of nightsOf(zone)) {
      const window = readWindow(zone, night - BESIDE_H * HOUR_MS, night + BESIDE_H * HOUR_MS)
      const around = aroundOf(zone, night)
      for (const shape of Object.keys(SHAPES)) {
        const rules = rulesOf(shape, around)
        const calendar = { zone, versions: [{ effectiveFrom: '1800-01-01', label: '', rules }] }
        const spans = openSpans(calendar, { from: new Date(window.fromMs), to: new Date(window.toMs) })
        compared.cases++
        openMinutes(window, rules).forEach((isExpected, index) => {
          compared.minutes++
          const at = window.fromMs + index * MINUTE_MS
          const isFound = spans.some(({ from, to }) => from.getTime() <= at && at < to.getTime())
          const isSampled = index % 97 === 0
          const isAgreed =
            !isSampled ||
            (isOpen(calendar, new Date(at)) === isFound && explainMinute(calendar, new Date(at)).isOpen === isFound)
          if (isFound !== isExpected || !isAgreed)
            compared.mismatches.push(
              `${zone} ${new Date(at).toISOString()} ${shape}: oracle ${isExpected}, found ${isFound}, agreed ${isAgreed}`,
            )
        })
      }
    }
  }
  return compared
}
