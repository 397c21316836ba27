import { DateTime } from 'luxon'

/** One cell of a run strip is a quarter of an hour: every zone's offset is a multiple of it. */
export const BUCKET_MS = 15 * 60_000

/** The span a strip draws: whole quarters, the current one included. */
export interface StripWindow {
  start: Date
  end: Date
  now: Date
  buckets: number
}

export type StripState = 'none' | 'ok' | 'late' | 'down' | 'cancelled' | 'expected'

/** What happened (or is to happen) in one quarter of an hour. */
export interface StripBucket {
  at: Date
  state: StripState
  succeeded: number
  failed: number
  cancelled: number
  /** runs that a rule asks for in this quarter */
  expected: number
}

/** Runs that ended in one quarter; `bucket` counts from the window's start. */
export interface StripCount {
  bucket: number
  succeeded: number
  failed: number
  cancelled: number
}

/** A time in which a rule was late or down; `to` null = until now. */
export interface Spell {
  state: 'late' | 'down'
  from: Date
  to: Date | null
}

export function stripWindow(now: Date, pastHours: number, futureHours: number): StripWindow {
  const current = Math.floor(now.getTime() / BUCKET_MS) * BUCKET_MS
  const start = current + BUCKET_MS - pastHours * 3_600_000
  const end = current + BUCKET_MS + futureHours * 3_600_000
  return { start: new Date(start), end: new Date(end), now, buckets: (end - start) / BUCKET_MS }
}

function indexOf({ start }: StripWindow, at: Date): number {
  return Math.floor((at.getTime() - start.getTime()) / BUCKET_MS)
}

/** The worst spell over each quarter that has begun. A quarter belongs to a spell when the two overlap. */
function spellStates(window: StripWindow, spells: readonly Spell[]): Map<number, 'late' | 'down'> {
  const states = new Map<number, 'late' | 'down'>()
  for (const { state, from, to } of spells) {
    const until = to && to < window.now ? new Date(to.getTime() - 1) : window.now
    for (let index = Math.max(0, indexOf(window, from)); index <= indexOf(window, until); index++) {
      if (states.get(index) !== 'down') states.set(index, state)
    }
  }
  return states
}

/** Failures first; a rule's breach next, unless a run succeeded while it was down: that quarter is late, not lost. */
function stateOf(
  count: Omit<StripBucket, 'at' | 'state'>,
  spell: 'late' | 'down' | undefined,
  isFuture: boolean,
): StripState {
  if (count.failed > 0) return 'down'
  if (spell) return count.succeeded > 0 ? 'late' : spell
  if (count.succeeded > 0) return 'ok'
  if (count.cancelled > 0) return 'cancelled'
  return isFuture && count.expected > 0 ? 'expected' : 'none'
}

export interface StripFacts {
  counts: readonly StripCount[]
  spells: readonly Spell[]
  expected: readonly Date[]
}

/** The cells of one workflow's strip, oldest first. */
export function stripOf(window: StripWindow, { counts, spells, expected }: StripFacts): StripBucket[] {
  const ended = new Map(counts.map((count) => [count.bucket, count]))
  const states = spellStates(window, spells)
  const due = new Map<number, number>()
  for (const at of expected) due.set(indexOf(window, at), (due.get(indexOf(window, at)) ?? 0) + 1)
  const current = indexOf(window, window.now)
  return Array.from({ length: window.buckets }, (_, index) => {
    const { succeeded = 0, failed = 0, cancelled = 0 } = ended.get(index) ?? {}
    const count = { succeeded, failed, cancelled, expected: due.get(index) ?? 0 }
    const at = new Date(window.start.getTime() + index * BUCKET_MS)
    return { at, ...count, state: stateOf(count, states.get(index), index >= current) }
  })
}

/** A change of a rule's state, and where it came from. */
export interface StateChange {
  subjectId: string
  fromState: string
  toState: string
  at: Date
}

function spellState(state: string): 'late' | 'down' | null {
  return state === 'late' || state === 'down' ? state : null
}

/**
 * The late and down spells of some rules within a window, from their changes inside it (any order) and their present state.
 * A rule without a change in the window has been in its present state since its own `since`.
 */
export function spellsOf(
  window: StripWindow,
  rules: readonly { id: string; status: string; since: Date }[],
  changes: readonly StateChange[],
): Spell[] {
  return rules.flatMap((rule) => {
    const own = changes.filter(({ subjectId }) => subjectId === rule.id).sort((a, b) => a.at.getTime() - b.at.getTime())
    const first = own[0] ? { state: own[0].fromState, from: window.start } : { state: rule.status, from: rule.since }
    const states = [first, ...own.map(({ toState, at }) => ({ state: toState, from: at }))]
    return states.flatMap(({ state, from }, index) => {
      const bad = spellState(state)
      return bad ? [{ state: bad, from, to: states[index + 1]?.from ?? null }] : []
    })
  })
}

/** The plant's whole hours that get a label: every `everyHours` on its own clock, so the steps bend at a change of summer time. */
export function stripTicks(window: StripWindow, zone: string, everyHours = 6): { at: Date; label: string }[] {
  return Array.from(
    { length: window.buckets },
    (_, index) => new Date(window.start.getTime() + index * BUCKET_MS),
  ).flatMap((at) => {
    const local = DateTime.fromJSDate(at, { zone })
    return local.minute === 0 && local.hour % everyHours === 0 ? [{ at, label: local.toFormat('HH:mm') }] : []
  })
}

/** Times in which the plant expects runs: slots no more than two hours apart run together. */
export function scheduledSpans(window: StripWindow, slots: readonly Date[]): { from: Date; to: Date }[] {
  const spans: { from: Date; to: Date }[] = []
  for (const slot of [...slots].sort((a, b) => a.getTime() - b.getTime())) {
    const last = spans.at(-1)
    const end = new Date(Math.min(window.end.getTime(), slot.getTime() + BUCKET_MS))
    if (last && slot.getTime() - last.to.getTime() <= 2 * 3_600_000) last.to = end
    else spans.push({ from: slot, to: end })
  }
  return spans
}
