import { dueSlots } from './schedule'
import type { Expectation } from './schema'
import type { CalendarAnchor, Trigger } from './spec'

/** Pieces of a sentence; words and numbers are put together in the reader's language. */
export type ScheduleWords =
  | { kind: 'every'; count: number; unit: 'second' | 'minute' | 'hour' | 'day' }
  | { kind: 'daily'; times: string[] }
  | { kind: 'cron'; cron: string }
  | { kind: 'calendar'; at: CalendarAnchor }
  | { kind: 'trigger'; trigger: Trigger }
  | { kind: 'list'; key: string | null }

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** 900 → every 15 minutes: the largest unit that divides the span. */
function everyOf(seconds: number): ScheduleWords {
  const unit = UNITS.find(([, length]) => seconds % length === 0)
  return unit
    ? { kind: 'every', count: seconds / unit[1], unit: unit[0] }
    : { kind: 'every', count: seconds, unit: 'second' }
}

/** Steps that divide their unit evenly, and fixed times of each day, have plain words; any other pattern is kept as it is. */
function cronWords(cron: string): ScheduleWords {
  const [minute = '', hour = '', ...rest] = cron.trim().split(/\s+/)
  if (rest.join(' ') !== '* * *') return { kind: 'cron', cron }
  const step = (field: string) => (field === '*' ? 1 : Number(/^\*\/(\d+)$/.exec(field)?.[1]))
  if (hour === '*' && 60 % step(minute) === 0) return everyOf(60 * step(minute))
  if (minute === '0' && 24 % step(hour) === 0) return everyOf(3_600 * step(hour))
  if (!/^\d+$/.test(minute) || !/^\d+(,\d+)*$/.test(hour)) return { kind: 'cron', cron }
  const two = (part: string) => part.padStart(2, '0')
  return {
    kind: 'daily',
    times: hour
      .split(',')
      .map((each) => `${two(each)}:${two(minute)}`)
      .sort(),
  }
}

export interface ExpectationWords {
  schedule: ScheduleWords
  /** IANA zone of the times; null where the zone does not matter */
  zone: string | null
  graceS: number
  maxDurationS: number | null
  /** null while paused */
  nextDueAt: Date | null
}

type Described = Pick<Expectation, 'kind' | 'cron' | 'intervalS' | 'zone' | 'graceS' | 'maxDurationS' | 'spec'>

function scheduleWords({ kind, cron, intervalS, spec }: Described): ScheduleWords {
  if (kind === 'interval') return everyOf(intervalS ?? 0)
  if (kind === 'calendar' && spec.at) return { kind, at: spec.at }
  if (kind === 'trigger' && spec.trigger) return { kind, trigger: spec.trigger }
  return kind === 'list' ? { kind, key: spec.key } : cronWords(cron ?? '')
}

/** What a reader must know of an expectation. */
export function describeExpectation(expectation: Described, state: { dueAt: Date | null }): ExpectationWords {
  const { kind, zone, graceS, maxDurationS } = expectation
  return {
    schedule: scheduleWords(expectation),
    zone: kind === 'cron' || kind === 'calendar' ? zone : null,
    graceS,
    maxDurationS,
    nextDueAt: state.dueAt,
  }
}

/**
 * Slots to draw as expected cells: from < due <= to, at most `max`. Cron looks both ways (never before the creation); an
 * interval has no past slots, it is drawn from the slot being waited for. Empty while paused.
 */
export function expectedBetween(
  expectation: Expectation,
  state: { dueAt: Date | null },
  span: { from: Date; to: Date; max: number },
): Date[] {
  const { from, to, max } = span
  if (!state.dueAt || max <= 0) return []
  if (expectation.kind === 'cron' || expectation.kind === 'calendar') {
    return dueSlots(expectation, new Date(Math.max(from.getTime(), expectation.createdAt.getTime())), to, max)
  }
  const first = state.dueAt
  if (first > to) return []
  if (expectation.kind !== 'interval') return first > from ? [first] : []
  const all = [first, ...dueSlots(expectation, first, to, Math.ceil((to.getTime() - first.getTime()) / 60_000))]
  return all.filter((due) => due > from).slice(0, max)
}
