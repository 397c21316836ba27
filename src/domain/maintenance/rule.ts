import { RRuleTemporal } from 'rrule-temporal'

const DAY_MS = 86_400_000
const CACHE_SIZE = 1_000
/** Parts that a maintenance rule may use: nothing finer than a day, so that no rule is endless work. */
const PARTS = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'])
const FREQUENCIES = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])
/** Rules whose next date is farther away count as never. */
const NEVER_DAYS = 3_660
const NEVER = 'rrule: is never due; no such day exists'

const parsed = new Map<string, RRuleTemporal>()

/** Wall time as the milliseconds it would be in UTC: the rule never sees a zone, so the wall time cannot move. */
export function wallMs(local: string): number {
  return Date.parse(`${local}:00Z`)
}

/** The wall time 'YYYY-MM-DDTHH:MM' of `wallMs`. */
function localOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16)
}

function stamp(local: string): string {
  return `${local.replace(/[-:]/g, '')}00Z`
}

/** UNTIL is a wall time like the start; a date alone includes that day. */
function withWallUntil(rrule: string): string {
  return rrule.replace(/UNTIL=(\d{8})(T\d{6})?Z?/, (_, day, time) => `UNTIL=${day}${time ?? 'T235959'}Z`)
}

function ruleOf(rrule: string, startLocal: string): RRuleTemporal {
  const key = `DTSTART:${stamp(startLocal)}\nRRULE:${withWallUntil(rrule)}`
  const known = parsed.get(key)
  if (known) return known
  const rule = new RRuleTemporal({ rruleString: key })
  if (parsed.size >= CACHE_SIZE) parsed.clear()
  parsed.set(key, rule)
  return rule
}

/** Starts of the rule as wall times, from one wall instant to another, both included. */
export function startsBetween(rrule: string, startLocal: string, walls: { from: number; to: number }): string[] {
  if (walls.to < walls.from) return []
  const found = ruleOf(rrule, startLocal).between(new Date(walls.from), new Date(walls.to), true)
  return found.map((start) => localOf(start.epochMilliseconds))
}

/** The first start the rule gives at or after its start, or null when there is none within ten years. */
export function firstStart(rrule: string, startLocal: string): string | null {
  const from = wallMs(startLocal)
  const first = ruleOf(rrule, startLocal).next(new Date(from), true)
  return first && first.epochMilliseconds <= from + NEVER_DAYS * DAY_MS ? localOf(first.epochMilliseconds) : null
}

/** Null for a recurrence rule we follow; else what to change. */
export function ruleProblem(rrule: string, startLocal: string): string | null {
  const parts = new Map(rrule.split(';').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']))
  const unknown = [...parts.keys()].find((name) => !PARTS.has(name))
  if (unknown !== undefined) return `rrule: ${unknown || 'an empty part'} is not allowed; use ${[...PARTS].join(', ')}`
  if (!FREQUENCIES.has(parts.get('FREQ') ?? '')) return 'rrule: needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY'
  if (parts.has('COUNT') && parts.has('UNTIL')) return 'rrule: give COUNT or UNTIL, not both'
  const until = parts.get('UNTIL')
  if (until !== undefined && !/^\d{8}(T\d{6}Z?)?$/.test(until)) return 'rrule: UNTIL is a local date, e.g. 20271231'
  try {
    return firstStart(rrule, startLocal) === null ? NEVER : null
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    // The library gives up on a rule without dates only after many tries.
    return /iterations/.test(detail) ? NEVER : `rrule: ${detail}`
  }
}
