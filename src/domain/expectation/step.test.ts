import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { naiveOwed, naiveSlots, type StoryRun, tellNaively, type WallClock } from '@/testing/expectation-oracle'
import { nextClockChange } from './clock'
import type { Expectation } from './schema'
import { PLAIN } from './spec'
import { type ExpectationState, type ExpectationTransition, initialState, type RunInput, type StepInput } from './state'
import { step } from './step'

const MINUTE = 60_000
const LENGTH = 30 * 60
const range = (n: number, by = 1) => Array.from({ length: Math.ceil(n / by) }, (_, i) => i * by)
const EVERY_DAY = range(7)

const SCHEDULES: WallClock[] = [
  { cron: '*/15 * * * *', minutes: range(60, 15), hours: range(24), days: EVERY_DAY },
  { cron: '5,35 * * * *', minutes: [5, 35], hours: range(24), days: EVERY_DAY },
  { cron: '0 */2 * * *', minutes: [0], hours: range(24, 2), days: EVERY_DAY },
  { cron: '0 6,14,22 * * *', minutes: [0], hours: [6, 14, 22], days: EVERY_DAY },
  { cron: '30 5-21 * * 1-5', minutes: [30], hours: range(22).slice(5), days: [1, 2, 3, 4, 5] },
]
/** Nights of a change of summer time (two directions), and an ordinary one. */
const NIGHTS: [string, string][] = [
  ['Europe/Berlin', '2026-03-28T12:00:00Z'],
  ['Europe/Berlin', '2026-10-24T12:00:00Z'],
  ['America/Chicago', '2026-03-07T18:00:00Z'],
  ['America/Chicago', '2026-10-31T18:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T06:00:00Z'],
  ['Asia/Kathmandu', '2026-11-23T10:00:00Z'],
  ['Europe/Berlin', '2026-11-23T10:00:00Z'],
]

interface Story {
  expectation: Expectation
  runs: StoryRun[]
  nextSlot: (after: number, isRun: boolean) => number
}

const slotCache = new Map<string, number[]>()
function slotsOf(clock: WallClock, zone: string, from: string): number[] {
  const key = `${clock.cron} ${zone} ${from}`
  const origin = new Date(from)
  const slots = slotCache.get(key) ?? naiveOwed(naiveSlots(clock, zone, origin, LENGTH + 4 * 24 * 60), zone, origin)
  slotCache.set(key, slots)
  return slots
}

const clocks = fc.record({
  graceMin: fc.constantFrom(4, 5, 20, 90),
  maxMin: fc.option(fc.constantFrom(1, 10, 45)),
  startMin: fc.option(fc.constantFrom(2, 3, 15), { freq: 2 }),
})
const night = fc.constantFrom(...NIGHTS)
/** Runs, some overlapping; gaps near the slots' rhythm, so that early, late and missing runs are all common. */
const runs = fc
  .array(
    fc.record({
      gap: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 400 })),
      lasts: fc.integer({ min: 0, max: 30 }),
      outcome: fc.constantFrom('succeeded' as const, 'succeeded' as const, 'failed' as const, 'violated' as const),
      isAnnounced: fc.boolean(),
      overlaps: fc.boolean(),
    }),
    { maxLength: 25 },
  )
  .map((list) => {
    let minute = 0
    return list.map(({ gap, lasts, overlaps, ...run }): StoryRun => {
      const begin = minute + gap
      minute = overlaps ? begin : begin + lasts
      return { begin, end: begin + lasts, ...run }
    })
  })
  .map((list) => list.filter((run) => run.end < LENGTH))

const cronStory = fc
  .tuple(fc.constantFrom(...SCHEDULES), night, clocks, runs)
  .map(([clock, [zone, from], { graceMin, maxMin, startMin }, list]): Story => {
    const slots = slotsOf(clock, zone, from)
    return {
      expectation: {
        kind: 'cron',
        cron: clock.cron,
        intervalS: null,
        zone,
        graceS: graceMin * 60,
        maxDurationS: maxMin && maxMin * 60,
        createdAt: new Date(from),
        spec: { ...PLAIN, startS: startMin && startMin * 60 },
        plant: null,
      },
      runs: list,
      // a whole minute early is for the coming slot when slots are at least four minutes apart, as all of these are
      nextSlot: (after, isRun) => slots.find((slot) => slot > after + (isRun ? 1 : 0)) ?? Number.POSITIVE_INFINITY,
    }
  })
const intervalStory = fc.tuple(fc.constantFrom(7, 30, 240), night, clocks, runs).map(
  ([every, [zone, from], { graceMin, maxMin, startMin }, list]): Story => ({
    expectation: {
      kind: 'interval',
      cron: null,
      intervalS: every * 60,
      zone,
      graceS: graceMin * 60,
      maxDurationS: maxMin && maxMin * 60,
      createdAt: new Date(from),
      spec: { ...PLAIN, startS: startMin && startMin * 60 },
      plant: null,
    },
    runs: list,
    nextSlot: (after) => after + every,
  }),
)
const story = fc.oneof(cronStory, intervalStory)

const instant = ({ expectation }: Story, minute: number) => new Date(expectation.createdAt.getTime() + minute * MINUTE)

interface Arrival {
  minute: number
  input: RunInput
}
/** Starts and ends in the order they happened (the sort is stable). */
function arrivals(told: Story): Arrival[] {
  const all = told.runs.flatMap((run, index) => {
    const startedAt = run.isAnnounced ? instant(told, run.begin) : null
    const input = (status: RunInput['status'], minute: number): Arrival => ({
      minute,
      input: {
        kind: 'run',
        status,
        at: instant(told, minute),
        startedAt,
        executionId: `x${index}`,
        eventKey: `${index}-${status}`,
      },
    })
    return [...(run.isAnnounced ? [input('running', run.begin)] : []), input(run.outcome, run.end)]
  })
  return all.sort((a, b) => a.minute - b.minute)
}

class Player {
  state: ExpectationState
  readonly transitions: ExpectationTransition[] = []
  constructor(readonly told: Story) {
    this.state = initialState(told.expectation)
  }
  play(input: StepInput, now: Date): void {
    const result = step(this.told.expectation, this.state, input, now)
    expect(result.nextCheckAt).toEqual(result.state.nextCheckAt)
    const change = nextClockChange(this.told.expectation, result.state)
    if (change) expect(result.nextCheckAt?.getTime()).toBeLessThanOrEqual(change.at.getTime())
    this.state = result.state
    this.transitions.push(...result.transitions)
  }
  moves() {
    return this.transitions.map(({ to, at }) => ({
      to,
      minute: (at.getTime() - this.told.expectation.createdAt.getTime()) / MINUTE,
    }))
  }
}

function expectAsTold(player: Player, told: Story): void {
  const naive = tellNaively(told.expectation, told.expectation.createdAt, LENGTH, told.runs, told.nextSlot)
  expect(player.moves()).toEqual(naive.moves)
  expect(player.state.status).toBe(naive.status)
  expect(player.state.dueAt).toEqual(instant(told, naive.facts.due))
}

describe('step against the minute-by-minute oracle', { timeout: 60_000 }, () => {
  it('agrees when a tick comes every time the timer asks for it, and never later', () => {
    fc.assert(
      fc.property(story, (told) => {
        const player = new Player(told)
        const tickUntil = (minute: number) => {
          for (;;) {
            const { nextCheckAt } = player.state
            if (!nextCheckAt || nextCheckAt >= instant(told, minute)) return
            player.play({ kind: 'tick' }, nextCheckAt)
          }
        }
        for (const { minute, input } of arrivals(told)) {
          tickUntil(minute)
          player.play(input, input.at)
        }
        tickUntil(LENGTH + 1)
        expectAsTold(player, told)
      }),
      { numRuns: 200 },
    )
  })

  it('agrees when nothing ticked for the whole story: moments are computed, not observed', () => {
    fc.assert(
      fc.property(story, (told) => {
        const player = new Player(told)
        for (const { input } of arrivals(told)) player.play(input, input.at)
        player.play({ kind: 'tick' }, instant(told, LENGTH))
        expectAsTold(player, told)
      }),
      { numRuns: 200 },
    )
  })

  it('agrees when the timer fires at any other moments too', () => {
    fc.assert(
      fc.property(story, fc.array(fc.integer({ min: 0, max: LENGTH }), { maxLength: 20 }), (told, ticks) => {
        const player = new Player(told)
        const queue = [
          ...ticks.map((minute) => ({ minute: minute + 0.5, input: { kind: 'tick' as const } })),
          ...arrivals(told),
        ]
        for (const { minute, input } of queue.sort((a, b) => a.minute - b.minute))
          player.play(input, instant(told, minute))
        player.play({ kind: 'tick' }, instant(told, LENGTH))
        expectAsTold(player, told)
      }),
      { numRuns: 100 },
    )
  })
})

describe('step', { timeout: 60_000 }, () => {
  it('changes nothing when an input or a tick comes twice', () => {
    fc.assert(
      fc.property(story, (told) => {
        const player = new Player(told)
        for (const { input } of arrivals(told)) {
          player.play(input, input.at)
          const again = step(told.expectation, player.state, input, input.at)
          expect(again.transitions).toEqual([])
          expect(again.state).toEqual(player.state)
        }
        player.play({ kind: 'tick' }, instant(told, LENGTH))
        const again = step(told.expectation, player.state, { kind: 'tick' }, instant(told, LENGTH))
        expect(again).toEqual({ state: player.state, transitions: [], nextCheckAt: player.state.nextCheckAt })
      }),
    )
  })

  it('ends in one state whatever the order in which ends arrive', () => {
    const late = story.chain((told) => {
      const ends = arrivals({ ...told, runs: told.runs.map((run) => ({ ...run, isAnnounced: false })) })
      return fc.tuple(fc.constant(told), fc.constant(ends), fc.shuffledSubarray(ends, { minLength: ends.length }))
    })
    fc.assert(
      fc.property(late, fc.boolean(), ([told, ordered, mixed], isTicking) => {
        const end = instant(told, LENGTH)
        const final = (list: Arrival[]) => {
          const player = new Player(told)
          if (isTicking) player.play({ kind: 'tick' }, end)
          for (const { input } of list) player.play(input, end)
          player.play({ kind: 'tick' }, end)
          const { status, dueAt, lastMetAt, startedAt } = player.state
          return { status, dueAt, lastMetAt, startedAt }
        }
        expect(final(mixed)).toEqual(final(ordered))
      }),
    )
  })

  it('numbers transitions without gap, joined end to end, never back in time', () => {
    fc.assert(
      fc.property(story, fc.nat(), (told, seed) => {
        const player = new Player(told)
        const list = arrivals(told)
        const delayed = list.map((arrival, index) => ({
          ...arrival,
          minute: arrival.minute + ((seed * (index + 7)) % 50),
        }))
        for (const { minute, input } of delayed.sort((a, b) => a.minute - b.minute))
          player.play(input, instant(told, minute))
        player.transitions.forEach((transition, index) => {
          const before = player.transitions[index - 1]
          expect(transition.seq).toBe(index + 1)
          expect(transition.from).toBe(before?.to ?? 'new')
          expect(transition.from).not.toBe(transition.to)
          if (before) expect(transition.at.getTime()).toBeGreaterThanOrEqual(before.at.getTime())
        })
        expect(player.state.seq).toBe(player.transitions.length)
      }),
    )
  })

  it('never lets a run push the timer back', () => {
    fc.assert(
      fc.property(story, (told) => {
        const player = new Player(told)
        for (const { input } of arrivals(told)) {
          const before = player.state.nextCheckAt
          player.play(input, input.at)
          if (before) expect(player.state.nextCheckAt?.getTime()).toBeLessThanOrEqual(before.getTime())
        }
      }),
    )
  })
})
