import { cronSlots } from './cron'
import type { WallClock } from './minutes'
import type { RawEvent, RawMonth } from './raw'

export interface Run {
  name: string
  workflow: string
  status: 'running' | 'succeeded' | 'failed' | 'cancelled'
  start: number | null
  end: number
  durationMs: number | null
  isManual: boolean
}

interface Sent {
  at: number
  event: RawEvent
}

const ms = (value: unknown) => Date.parse(String(value))

function fromRun(given: RawEvent, name: string, start: number, lateMs: number | null): Sent[] {
  const { workflow, outcome = 'succeeded', durationMs = 0, data } = given
  const end = start + Number(durationMs)
  const base = { workflow, execution: name, data }
  const endAt = lateMs !== null ? end + lateMs : given.receivedAt ? ms(given.receivedAt) : end
  const isOpen = outcome === 'open'
  const usual = isOpen && given.receivedAt ? ms(given.receivedAt) : isOpen ? start : Math.min(start, endAt)
  const startAt = lateMs !== null ? start + lateMs : given.startReceivedAt ? ms(given.startReceivedAt) : usual
  const began = { at: startAt, event: { ...base, id: `${name}:start`, type: 'execution.started', time: start } }
  if (isOpen) return [began]
  return [
    began,
    { at: endAt, event: { ...base, id: `${name}:end`, type: `execution.${outcome}`, time: end, durationMs } },
  ]
}

function isExcept(wall: string, except: unknown): boolean {
  const list = (except ?? []) as (string | { from: string; to: string })[]
  return list.some((each) => {
    if (typeof each === 'string') return each === wall || each === wall.slice(0, 10)
    return wall >= each.from && wall < each.to
  })
}

function sentOf(given: RawEvent, clock: WallClock, month: { from: number; to: number }): Sent[] {
  if (given.run !== undefined) return fromRun(given, String(given.run), ms(given.start), null)
  if (given.every === undefined) {
    const event = { ...given, time: ms(given.time) }
    return Array.from({ length: Number(given.repeat ?? 0) + 1 }, () => ({
      at: given.receivedAt ? ms(given.receivedAt) : event.time,
      event,
    }))
  }
  const from = given.from ? ms(given.from) : month.from
  const until = given.until ? ms(given.until) : month.to
  return cronSlots(String(given.every), clock).flatMap((slot) => {
    if (slot < from || slot >= until || isExcept(clock.minuteAt(slot).wall, given.except)) return []
    const stamp = `${new Date(slot).toISOString().slice(0, 16).replace(/[-:]/g, '')}Z`
    return fromRun(given, `${given.id}-${stamp}`, slot + Number(given.delayMs ?? 0), Number(given.lateByMs ?? 0))
  })
}

const FIVE_MINUTES = 300_000
const STATUS: Record<string, Run['status']> = {
  'execution.started': 'running',
  'execution.succeeded': 'succeeded',
  'execution.failed': 'failed',
  'execution.cancelled': 'cancelled',
}
const MANUAL = ['manual', 'evaluation', 'chat']

/** What the events tell of each run, once each event has been heard once. */
export function runsOf(file: RawMonth, clock: WallClock, month: { from: number; to: number }, until: number): Run[] {
  const sent = (file.events ?? []).flatMap((event) => sentOf(event, clock, month)).filter(({ at }) => at <= until)
  sent.sort((a, b) => a.at - b.at)
  const heard = new Map<string, { time: number; event: RawEvent }>()
  for (const { at, event } of sent) {
    const id = String(event.id)
    if (heard.has(id)) continue
    const time = Number(event.time)
    heard.set(id, { time: time > at + FIVE_MINUTES ? at : time, event })
  }
  const byRun = new Map<string, { time: number; event: RawEvent }[]>()
  for (const each of heard.values()) {
    const { workflow, execution, attempt = 1, type } = each.event
    if (execution === undefined || !(String(type) in STATUS || String(type).startsWith('step.'))) continue
    const name = `${workflow} ${execution} ${attempt}`
    byRun.set(name, [...(byRun.get(name) ?? []), each])
  }
  return [...byRun].map(([name, events]) => runOf(name, events))
}

function runOf(name: string, events: { time: number; event: RawEvent }[]): Run {
  const status = (each: { event: RawEvent }) => STATUS[String(each.event.type)] ?? 'running'
  const isFinal = (each: { event: RawEvent }) => status(each) !== 'running'
  let deciding = events[0] as { time: number; event: RawEvent }
  for (const each of events) {
    const isStronger = Number(isFinal(each)) - Number(isFinal(deciding))
    const isLater = each.time - deciding.time
    const isGreater = Buffer.compare(Buffer.from(String(each.event.id)), Buffer.from(String(deciding.event.id)))
    if ((isStronger || isLater || isGreater) > 0) deciding = each
  }
  const starts = events.filter(({ event }) => event.type === 'execution.started').map(({ time }) => time)
  const start = starts.length > 0 ? Math.min(...starts) : null
  const told = isFinal(deciding) ? deciding.event.durationMs : undefined
  const measured = start === null ? null : Math.max(0, deciding.time - start)
  return {
    name,
    workflow: String(deciding.event.workflow),
    status: status(deciding),
    start,
    end: deciding.time,
    durationMs: typeof told === 'number' ? told : measured,
    isManual: events.some(({ event }) => {
      const mode = (event.data as { mode?: unknown } | undefined)?.mode
      return MANUAL.includes(String(mode))
    }),
  }
}
