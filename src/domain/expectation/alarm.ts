import type { Alarm } from './spec'

/** Bad news that waits before it becomes an incident: `what` is whatever the caller opens incidents from. */
export interface Held {
  what: string
  at: string
  until: string
}

/** What an expectation's alarm remembers between looks. Plain JSON; instants as ISO 8601. */
export interface AlarmState {
  held?: Held
  /** the last judged outcomes, oldest first: + good, - bad */
  recent?: string
  /** the last changes between good and bad */
  flips?: string[]
  isFlapping?: boolean
  isBad?: boolean
}

/** What happened to the expectation, in order. `bad` may carry what an incident would be opened from. */
export type News =
  | {
      kind: 'bad'
      at: Date
      what: string | null
      isChange: boolean
      /** silence brings no further news: when so many more slots will have been missed, or null */
      missedBy?: (more: number) => Date | null
    }
  | { kind: 'good'; at: Date; isChange: boolean }

/** What the ledger of incidents is to do. */
export type AlarmMove =
  | { kind: 'open'; what: string; at: Date }
  | { kind: 'recover'; at: Date }
  | { kind: 'flapping'; at: Date }
  | { kind: 'calm'; at: Date }

const FLIPS_MAX = 100
const ms = (iso: string) => Date.parse(iso)

/** How many more bad outcomes it takes; without such a rule one is enough. */
function missingBad({ badOf }: Alarm, { recent = '' }: AlarmState): number {
  if (!badOf) return 0
  return Math.max(0, badOf.bad - [...recent.slice(-badOf.of)].filter((outcome) => outcome === '-').length)
}

/** Enough of the last outcomes were bad for an incident. */
export function isBadEnough(alarm: Alarm, state: AlarmState): boolean {
  return missingBad(alarm, state) === 0
}

interface Hearing {
  alarm: Alarm
  state: AlarmState
  moves: AlarmMove[]
  /** the end of an approved maintenance window that covers the instant, or null */
  heldUntil: (at: Date) => Date | null
}

const calmAt = ({ alarm, state }: Hearing): number | null => {
  const last = state.flips?.at(-1)
  return state.isFlapping && alarm.flap && last ? ms(last) + alarm.flap.windowS * 1000 : null
}

/** Opens, or holds: for the agreed time of being bad, and until an approved maintenance window ends. */
function raise(hearing: Hearing, what: string, at: Date, from: Date): void {
  const { alarm, heldUntil, moves } = hearing
  const ripe = new Date(Math.max(at.getTime() + alarm.holdS * 1000, from.getTime()))
  const until = heldUntil(ripe) ?? ripe
  if (until > from)
    hearing.state = { ...hearing.state, held: { what, at: at.toISOString(), until: until.toISOString() } }
  else {
    const { held: _, ...rest } = hearing.state
    hearing.state = rest
    moves.push({ kind: 'open', what, at })
  }
}

/** What time alone brought until an instant: held news ripens, chattering calms down. */
function ripen(hearing: Hearing, until: Date): void {
  const calm = calmAt(hearing)
  if (calm !== null && calm <= until.getTime()) {
    hearing.state = { ...hearing.state, isFlapping: false, flips: [] }
    hearing.moves.push({ kind: 'calm', at: new Date(calm) })
  }
  const { held, isFlapping } = hearing.state
  if (held && !isFlapping && ms(held.until) <= until.getTime())
    raise(hearing, held.what, new Date(held.at), new Date(held.until))
}

/** One change more; true = chattering now. */
function flip(hearing: Hearing, at: Date): boolean {
  const { flap } = hearing.alarm
  if (!flap) return false
  const since = at.getTime() - flap.windowS * 1000
  const flips = [...(hearing.state.flips ?? []), at.toISOString()].filter((each) => ms(each) > since).slice(-FLIPS_MAX)
  const begins = !hearing.state.isFlapping && flips.length >= flap.changes
  hearing.state = { ...hearing.state, flips, isFlapping: hearing.state.isFlapping || begins }
  if (begins) hearing.moves.push({ kind: 'flapping', at })
  return begins
}

function hear(hearing: Hearing, news: News): void {
  ripen(hearing, new Date(news.at.getTime() - 1))
  const { badOf } = hearing.alarm
  if (badOf) {
    const recent = ((hearing.state.recent ?? '') + (news.kind === 'bad' ? '-' : '+')).slice(-badOf.of)
    hearing.state = { ...hearing.state, recent }
  }
  const begins = news.isChange && flip(hearing, news.at)
  const { held: _, ...healed } = hearing.state
  if (news.kind === 'good') {
    if (news.isChange) hearing.moves.push({ kind: 'recover', at: news.at })
    hearing.state = { ...healed, isBad: false }
    return
  }
  hearing.state = { ...hearing.state, isBad: true }
  // The incident of class flapping stands for each single change.
  if (begins) hearing.moves.push({ kind: 'recover', at: news.at })
  if (news.what === null) return
  if (hearing.state.isFlapping) {
    // Should it still be bad when it is calm again, this is what opens.
    hearing.state = {
      ...hearing.state,
      held: { what: news.what, at: news.at.toISOString(), until: news.at.toISOString() },
    }
    return
  }
  const missing = missingBad(hearing.alarm, hearing.state)
  const until = missing > 0 ? (news.missedBy?.(missing) ?? null) : null
  if (missing === 0) raise(hearing, news.what, news.at, news.at)
  else if (until) {
    const held = { what: news.what, at: news.at.toISOString(), until: until.toISOString() }
    hearing.state = { ...hearing.state, held }
  }
}

/**
 * When bad news becomes an incident: hold-down (bad for `holdS`), k bad of the last n, chattering (so many changes within the
 * window are one incident of class flapping, until it is calm for a whole window), and approved maintenance (held until it
 * ends; what is bad then opens). `nextAt`: when time alone will change something, or null.
 */
export function sound(
  alarm: Alarm,
  before: AlarmState,
  news: readonly News[],
  { now, heldUntil }: { now: Date; heldUntil: (at: Date) => Date | null },
): { state: AlarmState; moves: AlarmMove[]; nextAt: Date | null } {
  const hearing: Hearing = { alarm, state: before, moves: [], heldUntil }
  for (const each of news) hear(hearing, each)
  ripen(hearing, now)
  const { held, isFlapping } = hearing.state
  const ends = [calmAt(hearing), held && !isFlapping ? ms(held.until) : null].filter((at) => at !== null)
  return { state: hearing.state, moves: hearing.moves, nextAt: ends.length > 0 ? new Date(Math.min(...ends)) : null }
}
