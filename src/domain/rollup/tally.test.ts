import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { CalendarRules } from '@/domain/calendar/schema'
import { stretchesOf, type TimeFacts } from './stretch'
import { type DueUnit, judgeSlice, type RunGroup, sliceStarts, tallyDues, tallyRuns, tallySlices } from './tally'

const MINUTE_MS = 60_000

function randomOf(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const ZONES = ['Europe/Berlin', 'America/Chicago', 'Asia/Kolkata']
/** Days on which clocks change, and ordinary ones. */
const DAYS = ['2026-03-29', '2026-03-08', '2026-10-25', '2026-11-01', '2026-06-17', '2026-06-20']

interface World {
  zone: string
  day: { from: Date; to: Date }
  hours: { from: number; to: number } | null
  facts: TimeFacts
  random: () => number
  instant(): Date
}

/** One workflow's day: perhaps shifts (whole local hours, Monday to Friday), a late start, pauses and maintenance. */
function worldOf(seed: number): World {
  const random = randomOf(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const zone = pick(ZONES)
  const start = DateTime.fromISO(pick(DAYS), { zone })
  const day = { from: start.toJSDate(), to: start.plus({ days: 1 }).startOf('day').toJSDate() }
  const length = day.to.getTime() - day.from.getTime()
  const instant = () => new Date(day.from.getTime() + Math.floor((random() * length) / MINUTE_MS) * MINUTE_MS)
  const span = () => {
    const from = instant()
    return { from, to: new Date(from.getTime() + Math.floor(random() * 240) * MINUTE_MS) }
  }
  const hours = random() < 0.6 ? { from: 5 + Math.floor(random() * 5), to: 14 + Math.floor(random() * 8) } : null
  const two = (hour: number) => `${String(hour).padStart(2, '0')}:00`
  const rules = hours && {
    shifts: [{ name: 'Day', days: [1, 2, 3, 4, 5], from: two(hours.from), to: two(hours.to) }],
  }
  const facts: TimeFacts = {
    calendar: rules && {
      zone,
      versions: [{ effectiveFrom: '2020-01-01', label: 'v1', rules: CalendarRules.parse(rules) }],
    },
    startsAt: random() < 0.3 ? instant() : new Date(0),
    pauses: random() < 0.4 ? [span(), span()] : [],
    maintenance:
      random() < 0.5
        ? [
            { windowId: 'a', ...span() },
            { windowId: 'b', ...span() },
          ]
        : [],
  }
  return { zone, day, hours, facts, random, instant }
}

/** Why an instant does not count, asked plainly and in order: the oracle. */
function naiveReason({ zone, hours, facts }: World, at: Date): string | null {
  const isIn = ({ from, to }: { from: Date; to: Date }) => at >= from && at < to
  if (at < facts.startsAt) return 'before_start'
  if (facts.pauses.some(isIn)) return 'paused'
  const local = DateTime.fromJSDate(at, { zone })
  if (hours && (local.weekday > 5 || local.hour < hours.from || local.hour >= hours.to)) return 'off_shift'
  return facts.maintenance.some(isIn) ? 'maintenance' : null
}

class Naive {
  counts: Record<string, number> = { eligible: 0, good: 0, bad: 0 }
  add(where: string, n: number): void {
    if (where === 'good' || where === 'bad') this.counts.eligible = (this.counts.eligible ?? 0) + n
    this.counts[where] = (this.counts[where] ?? 0) + n
  }
}
const flat = ({ excluded, ...counts }: ReturnType<typeof tallyRuns>) => ({ ...counts, ...excluded })

const SEEDS = Array.from({ length: 400 }, (_, seed) => seed)

describe('a day, counted in stretches, is the day counted unit by unit', () => {
  it('of runs', () => {
    for (const seed of SEEDS) {
      const world = worldOf(seed)
      const naive = new Naive()
      const groups = Array.from({ length: 80 }, (): RunGroup => {
        const { random } = world
        const status = random() < 0.8 ? 'succeeded' : random() < 0.6 ? 'failed' : 'cancelled'
        const run = {
          workflowId: 'w',
          at: world.instant(),
          status,
          isManual: random() < 0.1,
          n: 1 + Math.floor(random() * 3),
        } as const
        return { ...run, isSlow: status === 'succeeded' && random() < 0.1 }
      })
      for (const run of groups) {
        const isGood = run.status === 'succeeded' && !run.isSlow
        const own = run.isManual ? 'manual' : run.status === 'cancelled' ? 'cancelled' : null
        naive.add(own ?? naiveReason(world, run.at) ?? (isGood ? 'good' : 'bad'), run.n)
      }
      expect(flat(tallyRuns(groups, new Map([['w', stretchesOf(world.day, world.facts)]])))).toEqual(naive.counts)
    }
  })

  it('of slots', () => {
    for (const seed of SEEDS) {
      const world = worldOf(seed)
      const naive = new Naive()
      const arePausesOut = world.facts.pauses.length > 0
      const dues = Array.from({ length: 60 }, (): DueUnit => {
        const outcome = (['met', 'met', 'late', 'missed', 'excused', 'pending', 'void'] as const)[
          Math.floor(world.random() * 7)
        ]
        return { expectationId: 'e', dueAt: world.instant(), outcome: outcome ?? 'met', isPaused: world.random() < 0.7 }
      })
      for (const { dueAt, outcome, isPaused } of dues) {
        if (outcome === 'pending' || outcome === 'void') continue
        if (outcome === 'excused' && !isPaused) continue
        const reason = naiveReason(world, dueAt)
        const excuse = reason !== 'before_start' && outcome === 'excused' && arePausesOut ? 'paused' : reason
        naive.add(excuse ?? (outcome === 'met' ? 'good' : 'bad'), 1)
      }
      const stretches = new Map([['e', stretchesOf(world.day, world.facts)]])
      expect(flat(tallyDues(dues, stretches, () => arePausesOut))).toEqual(naive.counts)
    }
  })

  it('of slices: the whole day, nothing twice', () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const world = worldOf(seed)
      const naive = new Naive()
      const from = world.instant()
      const down = { from, to: new Date(from.getTime() + 97 * MINUTE_MS) }
      const starts = sliceStarts(world.day, 60, world.day.to)
      for (let at = world.day.from.getTime(); at < world.day.to.getTime(); at += MINUTE_MS) {
        const isDown = at >= down.from.getTime() && at < down.to.getTime()
        naive.add(naiveReason(world, new Date(at)) ?? (isDown ? 'bad' : 'good'), 1)
      }
      const watched = [{ expectationId: 'e', stretches: stretchesOf(world.day, world.facts), downs: [down] }]
      const counted = flat(tallySlices(starts, watched))
      expect(counted).toEqual(naive.counts)
      const { eligible, good: _, bad: __, ...excluded } = counted
      const all = eligible + Object.values(excluded).reduce((sum, n) => sum + n, 0)
      expect(all).toBe((world.day.to.getTime() - world.day.from.getTime()) / MINUTE_MS)
    }
  })
})

describe('a slice over several expectations', () => {
  const noon = new Date('2026-06-17T12:00:00Z')
  const hour = { from: noon, to: new Date(noon.getTime() + 60 * MINUTE_MS) }
  const facts = { calendar: null, startsAt: new Date(0), pauses: [], maintenance: [] }
  const one = (given: Partial<TimeFacts>, downs = [hour]) => ({
    expectationId: 'e',
    stretches: stretchesOf(hour, { ...facts, ...given }),
    downs,
  })
  const away = { maintenance: [{ windowId: 'm', ...hour }] }
  it('does not ask those in maintenance, and is excluded only when none is left', () => {
    expect(judgeSlice(noon, [one({}, []), one(away)])).toBe('good')
    expect(judgeSlice(noon, [one({}), one(away, [])])).toBe('bad')
    expect(judgeSlice(noon, [one(away), one(away)])).toBe('maintenance')
    expect(judgeSlice(noon, [one({ startsAt: hour.to }), one(away)])).toBe('maintenance')
    expect(judgeSlice(noon, [])).toBeNull()
  })
  it('has not happened before it begins', () => {
    expect(sliceStarts(hour, 300, noon)).toHaveLength(0)
    expect(sliceStarts(hour, 300, new Date(noon.getTime() + 1))).toHaveLength(1)
    expect(sliceStarts(hour, 300, hour.to)).toHaveLength(12)
  })
})
