import { DateTime } from 'luxon'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const offsetAt = (zone: string, at: number) => DateTime.fromMillis(at, { zone }).offset

/** The first instant, to the minute, at which the offset is another than at `from`; `from` and `to` lie on its two sides. */
function changeBetween(zone: string, from: number, to: number): number {
  const before = offsetAt(zone, from)
  let [low, high] = [from, to]
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 2 / 60_000) * 60_000
    if (middle <= low) break
    if (offsetAt(zone, middle) === before) low = middle
    else high = middle
  }
  return high
}

function signed(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`
}

const wallOf = (at: number, offset: number) =>
  DateTime.fromMillis(at + offset * 60_000, { zone: 'utc' }).toFormat("yyyyMMdd'T'HHmmss")

function observance(zone: string, at: number, before: number): string[] {
  const after = offsetAt(zone, at)
  const kind = DateTime.fromMillis(at, { zone }).isInDST ? 'DAYLIGHT' : 'STANDARD'
  const offsets = [`TZOFFSETFROM:${signed(before)}`, `TZOFFSETTO:${signed(after)}`]
  return [`BEGIN:${kind}`, `DTSTART:${wallOf(at, before)}`, ...offsets, `END:${kind}`]
}

/**
 * VTIMEZONE (RFC 5545 §3.6.5) of an IANA zone with every change of its clock in the years given, both included: readers keep the
 * plant's wall time through clock changes without a zone database of their own.
 */
export function vtimezone(zone: string, fromYear: number, toYear: number): string {
  const [start, end] = [Date.UTC(fromYear, 0, 1), Date.UTC(toYear + 1, 0, 1)]
  const lines = observance(zone, start, offsetAt(zone, start))
  for (let day = start; day < end; day += DAY_MS) {
    const [before, after] = [offsetAt(zone, day), offsetAt(zone, day + DAY_MS)]
    if (before !== after) lines.push(...observance(zone, changeBetween(zone, day, day + DAY_MS), before))
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...lines, 'END:VTIMEZONE'].join('\r\n')
}
