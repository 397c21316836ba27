import type { Span } from '@/lib/span'
import { dayNumber, dayNumberAt, weekdayOf } from '../calendar/day'
import { instantOf } from '../calendar/zone'
import type { Rota, RotationHours, RotationOverride, RotationPlan } from './schema'

const DAY_MS = 86_400_000
const WEEK_DAYS = 7
const HOUR_MS = 3_600_000
const WEEK_HOURS = 168

/** One stretch with one answer to "who?"; null = nobody. */
export interface OnCallSpan extends Span {
  userId: string | null
  isOverride: boolean
}

const turnDays = ({ cadence }: RotationPlan) => (cadence === 'weekly' ? WEEK_DAYS : 1)

/** A wall time of a local day as an instant: the jump when the clock skips it, the first when it comes twice. */
function at(zone: string, day: number, clock: string): number {
  const ms = (+clock.slice(0, 2) * 60 + +clock.slice(3)) * 60_000
  return instantOf(zone, day * DAY_MS + ms, 'first')
}

function turnStart({ zone, plan }: Rota, turn: number): number {
  return at(zone, dayNumber(plan.firstDay) + turn * turnDays(plan), plan.handoffTime)
}

/** Which turn runs at an instant; turns before the first day go backwards. */
function turnAt(rota: Rota, instant: number): number {
  const day = dayNumberAt(rota.zone, instant)
  let turn = Math.floor((day - dayNumber(rota.plan.firstDay)) / turnDays(rota.plan)) + 1
  while (turnStart(rota, turn) > instant) turn--
  return turn
}

function memberOf({ memberIds }: RotationPlan, turn: number): string | null {
  return memberIds[((turn % memberIds.length) + memberIds.length) % memberIds.length] ?? null
}

/** The stretch that begins on a local day, if this rule has one there. */
function stretchOn(zone: string, { days, from, to }: RotationHours, day: number): [number, number] | null {
  if (!days.includes(weekdayOf(day))) return null
  return [at(zone, day, from), at(zone, to <= from ? day + 1 : day, to)]
}

function isWithinHours({ zone, plan }: Rota, instant: number): boolean {
  if (plan.hours.length === 0) return true
  const today = dayNumberAt(zone, instant)
  return plan.hours.some((hours) =>
    [today - 1, today].some((day) => {
      const stretch = stretchOn(zone, hours, day)
      return stretch !== null && stretch[0] <= instant && instant < stretch[1]
    }),
  )
}

/** The override that counts: of those that cover the instant, the one made last. */
function overrideAt(overrides: readonly RotationOverride[], instant: number): RotationOverride | null {
  let best: RotationOverride | null = null
  for (const each of overrides) {
    const covers = each.from.getTime() <= instant && instant < each.to.getTime()
    if (covers && (best === null || each.createdAt >= best.createdAt)) best = each
  }
  return best
}

function answerAt(rota: Rota, instant: number): { userId: string | null; isOverride: boolean } {
  const override = overrideAt(rota.overrides, instant)
  if (override) return { userId: override.userId, isOverride: true }
  if (!isWithinHours(rota, instant)) return { userId: null, isOverride: false }
  return { userId: memberOf(rota.plan, turnAt(rota, instant)), isOverride: false }
}

/** Who is on call at an instant; null = nobody. */
export function onCallAt(rota: Rota, instant: Date): string | null {
  return answerAt(rota, instant.getTime()).userId
}

/** Every instant at which the answer may change, inside a span. */
function edges(rota: Rota, { from, to }: Span): number[] {
  const { zone, plan, overrides } = rota
  const [first, last] = [from.getTime(), to.getTime()]
  const found = new Set<number>([first])
  const add = (instant: number) => first < instant && instant < last && found.add(instant)
  for (let turn = turnAt(rota, first); turnStart(rota, turn) < last; turn++) add(turnStart(rota, turn))
  for (let day = dayNumberAt(zone, first) - 1; day <= dayNumberAt(zone, last); day++) {
    for (const hours of plan.hours) for (const edge of stretchOn(zone, hours, day) ?? []) add(edge)
  }
  for (const override of overrides) {
    add(override.from.getTime())
    add(override.to.getTime())
  }
  return [...found].sort((a, b) => a - b)
}

/** Who is on call through a span, without gaps: equal neighbours are one. */
export function onCallSpans(rota: Rota, span: Span): OnCallSpan[] {
  if (span.from >= span.to) return []
  const starts = edges(rota, span)
  const spans: OnCallSpan[] = []
  for (const [index, start] of starts.entries()) {
    const end = new Date(starts[index + 1] ?? span.to.getTime())
    const answer = answerAt(rota, start)
    const last = spans.at(-1)
    if (last && last.userId === answer.userId && last.isOverride === answer.isOverride) last.to = end
    else spans.push({ from: new Date(start), to: end, ...answer })
  }
  return spans
}

/** Hours of a span in which somebody answers, and its length; a usual week has 168. `isThere` says who still works here. */
export function coverage(
  spans: readonly OnCallSpan[],
  isThere: (userId: string) => boolean,
): { coveredHours: number; hours: number; isWhole: boolean } {
  const ms = (each: OnCallSpan) => each.to.getTime() - each.from.getTime()
  const covered = spans
    .filter(({ userId }) => userId !== null && isThere(userId))
    .reduce((sum, each) => sum + ms(each), 0)
  const all = spans.reduce((sum, each) => sum + ms(each), 0)
  return { coveredHours: covered / HOUR_MS, hours: all / HOUR_MS, isWhole: covered === all }
}

/** The next weeks from the hour that runs, each of 168 hours. */
export function weeksFrom(now: Date, weeks: number): Span[] {
  const start = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS
  return Array.from({ length: weeks }, (_, index) => ({
    from: new Date(start + index * WEEK_HOURS * HOUR_MS),
    to: new Date(start + (index + 1) * WEEK_HOURS * HOUR_MS),
  }))
}
