import { firstStart, ruleProblem, startsBetween, wallMs } from '../maintenance/rule'
import { addDays, dayNumber, dayOfNumber } from './day'
import type { Holiday } from './schema'

/** Longer names are cut: a holiday's name is shown in one line. */
const MAX_NAME = 80
const MAX_EVENT_DAYS = 62

/** What an iCalendar text says about days off, and what it says that is none. */
export interface ReadHolidays {
  holidays: Holiday[]
  /** events that are no whole days, with the reason */
  skipped: { name: string; reason: 'timed' | 'cancelled' | 'no_date' | 'rule' | 'too_long' }[]
}

interface Property {
  params: string
  value: string
}

type Event = Map<string, Property[]>

/** RFC 5545 §3.1: a line that begins with a space or tab continues the one before. */
function unfold(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
}

function plainText(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, char: string) => (char.toLowerCase() === 'n' ? ' ' : char))
}

/** The name ends at the first ; or :, the parameters at the first : outside quotes (§3.2). */
function propertyOf(line: string): { name: string; property: Property } | null {
  const match = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/.exec(line)
  if (!match) return null
  const [, name = '', params = '', value = ''] = match
  return { name: name.toUpperCase(), property: { params: params.toUpperCase(), value } }
}

/** VEVENTs with their own properties; what is nested in them (alarms) is passed over. */
function eventsOf(text: string): Event[] {
  const events: Event[] = []
  const open: string[] = []
  let event: Event | null = null
  for (const line of unfold(text)) {
    const read = propertyOf(line.trimEnd())
    if (!read) continue
    const { name, property } = read
    const component = property.value.toUpperCase()
    if (name === 'BEGIN') {
      open.push(component)
      if (component === 'VEVENT') event = new Map()
    } else if (name === 'END') {
      open.pop()
      if (component === 'VEVENT' && event) events.push(event)
      if (component === 'VEVENT') event = null
    } else if (event && open.at(-1) === 'VEVENT') {
      event.set(name, [...(event.get(name) ?? []), property])
    }
  }
  return events
}

/** A whole day: VALUE=DATE, or midnight as some programs write it. Null: a time of day. */
function dateOf(property: Property | undefined): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})(T000000Z?)?$/.exec(property?.value.trim() ?? '')
  if (!match) return null
  const day = `${match[1]}-${match[2]}-${match[3]}`
  return dayOfNumber(dayNumber(day)) === day ? day : null
}

/** Whole days that an event covers; DTEND is exclusive (§3.6.1). */
function lengthOf(event: Event, start: string): number | null {
  const [end] = event.get('DTEND') ?? []
  const weeks = /^P(\d+)W$/.exec(event.get('DURATION')?.[0]?.value ?? '')
  const days = /^P(\d+)D$/.exec(event.get('DURATION')?.[0]?.value ?? '')
  if (weeks) return Number(weeks[1]) * 7
  if (days) return Number(days[1])
  if (!end) return event.has('DURATION') ? null : 1
  const last = dateOf(end)
  return last === null ? null : Math.max(1, dayNumber(last) - dayNumber(start))
}

/** The dates on which an event begins between two dates, both included; null for a rule we do not follow. */
function startsOf(event: Event, start: string, years: { from: string; to: string }): string[] | null {
  const rule = event.get('RRULE')?.[0]?.value
  const more = (event.get('RDATE') ?? []).flatMap(({ value }) =>
    value.split(',').map((part) => dateOf({ params: '', value: part })),
  )
  const local = `${start}T00:00`
  if (rule && (ruleProblem(rule, local) || firstStart(rule, local) === null)) return null
  const walls = { from: wallMs(`${years.from}T00:00`), to: wallMs(`${years.to}T00:00`) }
  const ruled = rule ? startsBetween(rule, local, walls).map((found) => found.slice(0, 10)) : []
  const without = new Set(
    (event.get('EXDATE') ?? []).flatMap(({ value }) =>
      value.split(',').map((part) => dateOf({ params: '', value: part })),
    ),
  )
  const dates = new Set([start, ...ruled, ...more.flatMap((day) => (day ? [day] : []))])
  return [...dates].filter((day) => !without.has(day) && day >= years.from && day <= years.to)
}

function readEvent(
  event: Event,
  years: { from: string; to: string },
): Holiday[] | ReadHolidays['skipped'][number]['reason'] {
  if (event.get('STATUS')?.[0]?.value.toUpperCase() === 'CANCELLED') return 'cancelled'
  const [begin] = event.get('DTSTART') ?? []
  if (!begin) return 'no_date'
  const start = dateOf(begin)
  const length = start && lengthOf(event, start)
  if (!start || length === null) return 'timed'
  if (Number(length) > MAX_EVENT_DAYS) return 'too_long'
  const starts = startsOf(event, start, years)
  if (starts === null) return 'rule'
  const name = nameOf(event)
  return starts.flatMap((day) => Array.from({ length: Number(length) }, (_, i) => ({ date: addDays(day, i), name })))
}

function nameOf(event: Event): string {
  const name = plainText(event.get('SUMMARY')?.[0]?.value ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  return name === '' ? 'Holiday' : name.slice(0, MAX_NAME)
}

/**
 * Days off in an iCalendar text (RFC 5545), from one date to another, both included: whole-day events, also over several
 * days and repeating (RRULE of days and longer, RDATE, EXDATE). Our own reader: the live libraries need a newer Node or
 * carry a licence that we do not take, and of the format this is the part that has no zones.
 */
export function readHolidays(text: string, years: { from: string; to: string }): ReadHolidays {
  const found = new Map<string, Holiday>()
  const skipped: ReadHolidays['skipped'] = []
  for (const event of eventsOf(text)) {
    const read = readEvent(event, years)
    if (typeof read === 'string') skipped.push({ name: nameOf(event), reason: read })
    else for (const holiday of read) if (!found.has(holiday.date)) found.set(holiday.date, holiday)
  }
  return { holidays: [...found.values()].sort((a, b) => a.date.localeCompare(b.date)), skipped }
}
