import { localDay, monthSpan, wallTime } from '@/domain/calendar/day'
import { nextRun } from '@/domain/expectation/cron'
import type { Span } from '@/lib/span'
import type { MonthNative, MonthRun, MonthSeries } from './event-schema'
import type { MonthFile } from './schema'

/** One event as it is sent: `body` is what the door gets. */
export interface Delivery {
  receivedAt: Date
  body: Readonly<Record<string, unknown>>
}

const HOUR_MS = 3_600_000
/** A month may be frozen this long after its end. */
export const LATE_WINDOW_MS = 72 * HOUR_MS
const SET_UP_BEFORE_MS = 60_000

/** The bounds of a file's month. */
export function spanOf({ month, site }: Pick<MonthFile, 'month' | 'site'>): Span {
  return monthSpan(site.zone, month)
}

/** When everything is created. */
export function setUpAtOf(file: MonthFile): Date {
  return file.setUpAt ?? new Date(spanOf(file).from.getTime() - SET_UP_BEFORE_MS)
}

/** When the month is frozen. */
export function freezeAtOf(file: MonthFile): Date {
  return file.freezeAt ?? new Date(spanOf(file).to.getTime() + LATE_WINDOW_MS)
}

function nativeDeliveries({ kind: _kind, receivedAt, repeat, ...body }: MonthNative): Delivery[] {
  const at = receivedAt ?? new Date(body.time)
  return Array.from({ length: repeat + 1 }, () => ({ receivedAt: at, body }))
}

interface RunTimes {
  start: Date
  /** instants of receipt */
  startReceivedAt: Date
  receivedAt: Date
}

type RunFacts = Pick<MonthRun, 'workflow' | 'durationMs' | 'outcome' | 'definitionHash' | 'measures' | 'keys' | 'data'>

function runDeliveries(run: string, facts: RunFacts, { start, startReceivedAt, receivedAt }: RunTimes): Delivery[] {
  const { workflow, durationMs, outcome, definitionHash, measures, keys, data } = facts
  const told = { ...(definitionHash && { definitionHash }), ...(keys && { keys }), ...(data && { data }) }
  const common = { workflow, execution: run, ...told }
  const began = { id: `${run}:start`, ...common, type: 'execution.started', time: start.toISOString() }
  const starts = { receivedAt: startReceivedAt, body: began }
  if (outcome === 'open') return [starts]
  const end = new Date(start.getTime() + durationMs).toISOString()
  const ended = { id: `${run}:end`, ...common, type: `execution.${outcome}`, time: end, durationMs }
  return [starts, { receivedAt, body: { ...ended, ...(measures && { measures }) } }]
}

function oneRun(run: MonthRun): Delivery[] {
  const receivedAt = run.receivedAt ?? new Date(run.start.getTime() + run.durationMs)
  const earliest = new Date(Math.min(run.start.getTime(), receivedAt.getTime()))
  const startReceivedAt = run.startReceivedAt ?? (run.outcome === 'open' ? (run.receivedAt ?? run.start) : earliest)
  return runDeliveries(run.run, run, { start: run.start, startReceivedAt, receivedAt })
}

function isExcept(zone: string, slot: Date, except: MonthSeries['except']): boolean {
  const [day, minute] = [localDay(zone, slot), wallTime(zone, slot)]
  return except.some((each) =>
    typeof each === 'string' ? each === day || each === minute : each.from <= minute && minute < each.to,
  )
}

/** 20260302T0510Z */
function stampOf(slot: Date): string {
  return `${slot.toISOString().slice(0, 16).replace(/[-:]/g, '')}Z`
}

function series(zone: string, month: Span, given: MonthSeries): Delivery[] {
  const { from = month.from, until = month.to } = given
  const after = (at: Date) => nextRun(given.every, zone, at)
  const found: Delivery[] = []
  let slot = after(new Date(from.getTime() - 1))
  for (; slot && slot < until; slot = after(slot)) {
    if (isExcept(zone, slot, given.except)) continue
    const start = new Date(slot.getTime() + given.delayMs)
    const times = {
      start,
      startReceivedAt: new Date(start.getTime() + given.lateByMs),
      receivedAt: new Date(start.getTime() + given.durationMs + given.lateByMs),
    }
    found.push(...runDeliveries(`${given.id}-${stampOf(slot)}`, given, times))
  }
  return found
}

/** Every event of the file in the order in which it is sent. */
export function deliveriesOf(file: MonthFile): Delivery[] {
  const month = spanOf(file)
  const all = file.events.flatMap((event) => {
    if (event.kind === 'native') return nativeDeliveries(event)
    return event.kind === 'run' ? oneRun(event) : series(file.site.zone, month, event)
  })
  return all.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
}
