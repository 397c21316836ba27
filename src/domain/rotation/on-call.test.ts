import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverage, onCallAt, onCallSpans, weeksFrom } from './on-call'
import { type Rota, RotationPlan } from './schema'

const [ADA, BEN, CARL] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [string, string, string]
const NAMES: Record<string, string> = { [ADA]: 'ada', [BEN]: 'ben', [CARL]: 'carl' }

const MINUTE = 60_000
const DAY = 86_400_000

/** The naive oracle knows only Intl and walks minute by minute: a wall time is reached when a clock first shows it or more. */
class Oracle {
  private readonly walls: string[] = []
  private readonly start: number
  constructor(
    private readonly rota: Rota,
    from: number,
    to: number,
  ) {
    this.start = from
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: rota.zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    for (let at = from; at < to; at += MINUTE) this.walls.push(format.format(at).replace(' ', 'T'))
  }
  /** minute index at which the wall clock first shows it */
  private reached(wall: string): number {
    for (let index = 0; index < this.walls.length; index++) if ((this.walls[index] as string) >= wall) return index
    return this.walls.length
  }
  private readonly kept = new Map<string, number>()
  private first(wall: string): number {
    const known = this.kept.get(wall) ?? this.reached(wall)
    this.kept.set(wall, known)
    return known
  }
  answers(): (string | null)[] {
    const { plan, overrides } = this.rota
    const answers: (string | null)[] = this.walls.map(() => (plan.hours.length === 0 ? '' : null))
    const days = [...new Set(this.walls.map((wall) => wall.slice(0, 10)))]
    const next = (day: string) => new Date(Date.parse(`${day}T12:00Z`) + DAY).toISOString().slice(0, 10)
    for (const { days: on, from, to } of plan.hours) {
      for (const day of days) {
        if (!on.includes(new Date(`${day}T12:00Z`).getUTCDay() || 7)) continue
        const end = this.first(`${to > from ? day : next(day)}T${to}`)
        for (let index = this.first(`${day}T${from}`); index < end; index++) answers[index] = ''
      }
    }
    const step = plan.cadence === 'weekly' ? 7 : 1
    for (const day of days) {
      const since = Math.round((Date.parse(`${day}T12:00Z`) - Date.parse(`${plan.firstDay}T12:00Z`)) / DAY)
      if (since % step !== 0) continue
      const turn = since / step
      const count = plan.memberIds.length
      const who = plan.memberIds[((turn % count) + count) % count] as string
      for (let index = this.first(`${day}T${plan.handoffTime}`); index < answers.length; index++)
        if (answers[index] !== null) answers[index] = who
    }
    for (const { userId, from, to } of overrides.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())) {
      for (let index = 0; index < answers.length; index++) {
        const at = this.start + index * MINUTE
        if (from.getTime() <= at && at < to.getTime()) answers[index] = userId
      }
    }
    return answers
  }
}

/** Weeks around a change of the clocks, north, south and by half an hour. */
const EDGES = [
  { zone: 'Europe/Berlin', day: '2026-03-29' },
  { zone: 'Europe/Berlin', day: '2026-10-25' },
  { zone: 'America/Chicago', day: '2026-11-01' },
  { zone: 'America/Chicago', day: '2026-03-08' },
  { zone: 'Australia/Lord_Howe', day: '2026-04-05' },
  { zone: 'America/Santiago', day: '2026-09-06' },
  { zone: 'Asia/Kathmandu', day: '2026-05-05' },
]

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 })

const rotas = fc.constantFrom(...EDGES).chain(({ zone, day }) => {
  const middle = Date.parse(`${day}T00:00Z`)
  const minute = fc.integer({ min: -3 * 1440, max: 3 * 1440 })
  const override = fc.record({
    userId: fc.constantFrom(ADA, BEN, CARL, null),
    from: minute.map((n) => new Date(middle + n * MINUTE)),
    length: fc.integer({ min: 1, max: 3000 }),
    createdAt: fc.integer({ min: 0, max: 1_000_000 }).map((n) => new Date(n)),
  })
  return fc.record({
    zone: fc.constant(zone),
    middle: fc.constant(middle),
    plan: fc.record({
      cadence: fc.constantFrom('daily' as const, 'weekly' as const),
      handoffTime: clock,
      firstDay: fc.integer({ min: -20, max: 20 }).map((n) => new Date(middle + n * DAY).toISOString().slice(0, 10)),
      memberIds: fc.array(fc.constantFrom(ADA, BEN, CARL), { minLength: 1, maxLength: 4 }),
      hours: fc.array(fc.record({ days, from: clock, to: clock }), { maxLength: 2 }),
    }),
    overrides: fc.uniqueArray(override, { maxLength: 3, selector: ({ createdAt }) => createdAt.getTime() }),
  })
})

describe('who is on call', () => {
  it('is what a naive walk over the minutes says, through every kind of clock change', () => {
    fc.assert(
      fc.property(rotas, ({ zone, middle, plan, overrides }) => {
        const rota: Rota = {
          zone,
          plan: RotationPlan.parse(plan),
          overrides: overrides.map(({ length, ...each }) => ({
            ...each,
            to: new Date(each.from.getTime() + length * MINUTE),
          })),
        }
        // The walk begins three weeks earlier, so that the turn that runs has begun in it.
        const [walk, from, to] = [middle - 12 * DAY, middle - 2 * DAY, middle + 3 * DAY]
        const naive = new Oracle(rota, walk, to).answers()
        const spans = onCallSpans(rota, { from: new Date(from), to: new Date(to) })
        for (let at = from, span = 0; at < to; at += MINUTE) {
          const wanted = naive[(at - walk) / MINUTE]
          while ((spans[span]?.to.getTime() ?? Number.POSITIVE_INFINITY) <= at) span++
          if (spans[span]?.userId !== wanted)
            throw new Error(`${new Date(at).toISOString()}: ${spans[span]?.userId} ≠ ${wanted}`)
          if (at % (7 * MINUTE) === 0 && onCallAt(rota, new Date(at)) !== wanted) throw new Error('onCallAt differs')
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('spans leave no gap, and neighbours differ', () => {
    fc.assert(
      fc.property(rotas, ({ zone, middle, plan }) => {
        const rota: Rota = { zone, plan: RotationPlan.parse(plan), overrides: [] }
        const span = { from: new Date(middle), to: new Date(middle + 20 * DAY) }
        const spans = onCallSpans(rota, span)
        expect(spans[0]?.from).toEqual(span.from)
        expect(spans.at(-1)?.to).toEqual(span.to)
        for (const [index, each] of spans.slice(1).entries()) {
          expect(each.from).toEqual(spans[index]?.to)
          expect(each.userId).not.toBe(spans[index]?.userId)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('a week of 08:00 to 18:00 on weekdays has 50 of 168 hours', () => {
    const plan = RotationPlan.parse({
      cadence: 'weekly',
      handoffTime: '08:00',
      firstDay: '2026-11-23',
      memberIds: [ADA, BEN, CARL],
      hours: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }],
    })
    const rota: Rota = { zone: 'Europe/Berlin', plan, overrides: [] }
    const [week] = weeksFrom(new Date('2026-11-24T10:30:00Z'), 4)
    if (!week) throw new Error('no week')
    const spans = onCallSpans(rota, week)
    expect(coverage(spans, () => true)).toEqual({ coveredHours: 50, hours: 168, isWhole: false })
    expect(coverage(spans, (id) => id !== ADA).coveredHours).toBeLessThan(50)
    expect(NAMES[onCallAt(rota, new Date('2026-11-24T09:00:00Z')) ?? '']).toBe('ada')
    expect(NAMES[onCallAt(rota, new Date('2026-11-30T09:00:00Z')) ?? '']).toBe('ben')
    expect(onCallAt(rota, new Date('2026-11-24T20:00:00Z'))).toBeNull()
  })
})
