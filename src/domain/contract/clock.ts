import { mergeSpans, type Span, subtractSpans } from '@/lib/span'
import type { PauseReason } from './schema'

/** What happened to an incident, as its clocks read it. Any order. */
export type ClockEvent =
  | { kind: 'opened' | 'acknowledged' | 'client_note' | 'resumed' | 'resolved'; at: Date }
  | { kind: 'paused'; at: Date; reason: PauseReason }

/** Time as the contract counts it: the plant's open hours, or all of it. */
export interface BusinessTime {
  /** counted milliseconds from `from` until `to` */
  elapsedMs(from: Date, to: Date): number
  /** the first instant at which `ms` have been counted from `from` on; null = not in sight */
  after(from: Date, ms: number): Date | null
}

/** Every minute counts. */
export const ALL_TIME: BusinessTime = {
  elapsedMs: (from, to) => Math.max(0, to.getTime() - from.getTime()),
  after: (from, ms) => new Date(from.getTime() + ms),
}

export const CLOCK_KINDS = ['response', 'update', 'resolve'] as const
export type ClockKind = (typeof CLOCK_KINDS)[number]

export const CLOCK_STATES = ['on_track', 'at_risk', 'breached', 'met', 'paused'] as const
export type ClockState = (typeof CLOCK_STATES)[number]

export interface ClockRule {
  kind: ClockKind
  limitMs: number
  /** at risk from this share of the limit on */
  atRiskPct: number
  /** reasons that stop it; `response` is stopped by none: nobody waits for others before having looked */
  pauseReasons: readonly PauseReason[]
}

export interface Clock {
  kind: ClockKind
  state: ClockState
  limitMs: number
  /** counted since it last began, until it stopped or now */
  elapsedMs: number
  /** when the running stretch began: the opening, or for updates the last word to the client */
  since: Date
  /** null while paused (it moves), or when the calendar has no such instant in sight */
  dueAt: Date | null
  atRiskAt: Date | null
  /** when it ended well or badly; null while it runs */
  stoppedAt: Date | null
  /** update only: earlier stretches that were too long */
  missedBefore: number
}

interface Stops {
  opened: Date
  acknowledged: Date | null
  resolved: Date | null
  words: Date[]
}

const first = (events: readonly ClockEvent[], kind: ClockEvent['kind']) =>
  events.reduce<Date | null>(
    (found, event) => (event.kind === kind && (found === null || event.at < found) ? event.at : found),
    null,
  )

function stopsOf(events: readonly ClockEvent[]): Stops {
  const opened = first(events, 'opened')
  if (!opened) throw new RangeError('an incident without an opening has no clocks')
  const words = events.flatMap(({ kind, at }) => (kind === 'client_note' && at >= opened ? [at] : []))
  return {
    opened,
    acknowledged: first(events, 'acknowledged'),
    resolved: first(events, 'resolved'),
    words: words.sort((a, b) => a.getTime() - b.getTime()),
  }
}

/** Far enough to stand for "still paused". */
const OPEN_END = new Date(8_640_000_000_000_000)

/** When an incident stood still for one of these reasons; the last span is open-ended while nobody resumed. */
export function pauseSpans(events: readonly ClockEvent[], reasons: readonly PauseReason[]): Span[] {
  const sorted = [...events].sort((a, b) => a.at.getTime() - b.at.getTime())
  const spans: Span[] = []
  let pausedAt: Date | null = null
  for (const event of sorted) {
    const ends = event.kind === 'resumed' || event.kind === 'resolved' || event.kind === 'paused'
    if (ends && pausedAt) {
      spans.push({ from: pausedAt, to: event.at })
      pausedAt = null
    }
    if (event.kind === 'paused' && reasons.includes(event.reason)) pausedAt = event.at
  }
  if (pausedAt) spans.push({ from: pausedAt, to: OPEN_END })
  return mergeSpans(spans)
}

/** Counted milliseconds between two instants, pauses left out: runningMs(a,c) = runningMs(a,b) + runningMs(b,c). */
export function runningMs(business: BusinessTime, pauses: readonly Span[], span: Span): number {
  return subtractSpans([span], pauses).reduce((sum, { from, to }) => sum + business.elapsedMs(from, to), 0)
}

/** The first instant at which `ms` have been counted from `from` on, pauses left out; null when a pause has no end. */
function dueAfter(business: BusinessTime, pauses: readonly Span[], from: Date, ms: number): Date | null {
  let left = ms
  for (const stretch of subtractSpans([{ from, to: OPEN_END }], pauses)) {
    const isLast = stretch.to.getTime() === OPEN_END.getTime()
    const counted = isLast ? Number.POSITIVE_INFINITY : business.elapsedMs(stretch.from, stretch.to)
    if (counted >= left) return business.after(stretch.from, left)
    left -= counted
  }
  return null
}

interface Stretch {
  rule: ClockRule
  business: BusinessTime
  pauses: readonly Span[]
}

function isOver({ rule, business, pauses }: Stretch, from: Date, to: Date): boolean {
  return from < to && runningMs(business, pauses, { from, to }) > rule.limitMs
}

/** One stretch from `from` until it stopped, or now. */
function stretchOf(
  stretch: Stretch,
  run: { from: Date; stoppedAt: Date | null; now: Date },
): Omit<Clock, 'missedBefore'> {
  const { rule, business, pauses } = stretch
  const { from, stoppedAt, now } = run
  const until = stoppedAt ?? now
  const elapsedMs = from < until ? runningMs(business, pauses, { from, to: until }) : 0
  const atRiskMs = Math.ceil((rule.limitMs * rule.atRiskPct) / 100)
  const isPaused = pauses.some((pause) => pause.from <= now && now < pause.to)
  const state = (): ClockState => {
    if (elapsedMs > rule.limitMs) return 'breached'
    if (stoppedAt) return 'met'
    if (isPaused) return 'paused'
    return elapsedMs >= atRiskMs ? 'at_risk' : 'on_track'
  }
  return {
    kind: rule.kind,
    state: state(),
    limitMs: rule.limitMs,
    elapsedMs,
    since: from,
    dueAt: dueAfter(business, pauses, from, rule.limitMs),
    atRiskAt: dueAfter(business, pauses, from, atRiskMs),
    stoppedAt,
  }
}

/** What ends the first wait: somebody takes it, or it is over. */
function responded({ opened, acknowledged, resolved }: Stops): Date | null {
  const times = [acknowledged, resolved].flatMap((at) => (at ? [at.getTime()] : []))
  return times.length === 0 ? null : new Date(Math.max(opened.getTime(), Math.min(...times)))
}

/** Each word to the client begins a new stretch; the end ends the last one. */
function updateClock(stretch: Stretch, stops: Stops, now: Date): Clock {
  const end = stops.resolved
  const words = stops.words.filter((at) => (end === null || at < end) && at <= now)
  const marks = [stops.opened, ...words]
  const missedBefore = marks.filter((from, index) => {
    const to = marks[index + 1]
    return to !== undefined && isOver(stretch, from, to)
  }).length
  const last = stretchOf(stretch, { from: marks.at(-1) ?? stops.opened, stoppedAt: end, now })
  return { ...last, missedBefore, state: end && missedBefore > 0 ? 'breached' : last.state }
}

/**
 * One clock of an incident, computed anew from its events; nothing is ever counted up and stored.
 * response: opening → acknowledged, or end. update: opening or last word to the client → next word.
 * resolve: opening → end. Breached ⇔ counted time > limit. Throws RangeError when there is no opening.
 */
export function clockOf(
  rule: ClockRule,
  events: readonly ClockEvent[],
  { business, now }: { business: BusinessTime; now: Date },
): Clock {
  const known = events.filter(({ at, kind }) => at <= now || kind === 'opened')
  const stops = stopsOf(known)
  const pauses = rule.kind === 'response' ? [] : pauseSpans(known, rule.pauseReasons)
  const stretch: Stretch = { rule, business, pauses }
  if (rule.kind === 'update') return updateClock(stretch, stops, now)
  const stoppedAt = rule.kind === 'response' ? responded(stops) : stops.resolved
  return { ...stretchOf(stretch, { from: stops.opened, stoppedAt, now }), missedBefore: 0 }
}
