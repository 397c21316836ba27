import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choosePolicy } from './choose'
import { DEFAULT_PLAN, type EscalationPlan } from './schema'
import { begin, type EscalationAct, type EscalationInput, type EscalationState, step } from './step'

const T0 = Date.parse('2026-11-23T22:00:00Z')
const MINUTE = 60_000
const at = (minutes: number) => new Date(T0 + minutes * MINUTE)

const OPEN = { status: 'open', snoozedUntil: null, isMerged: false, isGrouped: false } as const
const plan = (delays: number[], more: Partial<EscalationPlan> = {}): EscalationPlan => ({
  ...DEFAULT_PLAN,
  steps: delays.map((delayMin) => ({ delayMin, isPlantHours: false, targets: [{ kind: 'duty' }] })),
  ...more,
})
const input = (given: Partial<EscalationInput> & { plan: EscalationPlan }): EscalationInput => ({
  incident: OPEN,
  isEmpty: given.plan.steps.map(() => false),
  after: (from, { delayMin }) => new Date(from.getTime() + delayMin * MINUTE),
  ...given,
})

/** Every act with the minute at which it was done, by a worker that looks at each minute. */
function walk(given: EscalationInput, minutes: number): [number, EscalationAct][] {
  let state: EscalationState = begin(given, at(0))
  const done: [number, EscalationAct][] = []
  for (let minute = 0; minute <= minutes; minute++) {
    for (;;) {
      const move = step(state, given, at(minute))
      state = move.state
      if (move.acts.length === 0) break
      done.push(...move.acts.map((act): [number, EscalationAct] => [minute, act]))
      if (state.nextAt === null) return done
    }
  }
  return done
}
const calls = (done: [number, EscalationAct][]) =>
  done.flatMap(([minute, act]) => (act.kind === 'called' ? [[minute, act.step, act.round]] : []))

describe('an escalation', () => {
  it('calls step after step, repeats, and says when nobody answered', () => {
    const done = walk(input({ plan: plan([0, 10, 20], { repeat: 1, repeatAfterMin: 5 }) }), 200)
    expect(calls(done)).toEqual([
      [0, 0, 0],
      [10, 1, 0],
      [30, 2, 0],
      [35, 0, 1],
      [45, 1, 1],
      [65, 2, 1],
    ])
    expect(done.at(-1)?.[1]).toEqual({ kind: 'ended', because: 'exhausted' })
  })

  it('skips who is not there, records it, and tells owners only when the rest is empty too', () => {
    const given = plan([0, 10])
    const kinds = (isEmpty: boolean[], isEmptySkipped = true) =>
      walk(input({ plan: { ...given, isEmptySkipped }, isEmpty }), 60).map(([minute, { kind }]) => `${minute} ${kind}`)
    expect(kinds([true, false])).toEqual(['0 no_one', '0 called', '0 ended'])
    expect(kinds([true, true])).toEqual(['0 no_one', '0 no_one', '0 owners_told', '0 ended'])
    expect(kinds([true, false], false)).toEqual(['0 no_one', '0 owners_told', '10 called', '10 ended'])
  })

  it.each([
    [{ ...OPEN, status: 'acknowledged' as const }, 'acknowledged'],
    [{ ...OPEN, status: 'resolved' as const }, 'resolved'],
    [{ ...OPEN, isMerged: true }, 'merged'],
    [{ ...OPEN, isGrouped: true }, 'grouped'],
  ])('%j ends it, and calls nobody', (incident, because) => {
    expect(walk(input({ plan: plan([0]), incident }), 5)).toEqual([[0, { kind: 'ended', because }]])
  })

  it('sleeps as long as the incident does', () => {
    const given = input({ plan: plan([0]) })
    const slept = step(begin(given, at(0)), { ...given, incident: { ...OPEN, snoozedUntil: at(60) } }, at(0))
    expect(slept.state.nextAt).toEqual(at(60))
    expect(calls([[60, step(slept.state, given, at(60)).acts[0] as EscalationAct]])).toEqual([[60, 0, 0]])
  })

  it('every step of every round is called or recorded as empty exactly once, never before its minutes are over', () => {
    const plans = fc.record({
      delays: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 5 }),
      empties: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      repeat: fc.integer({ min: 0, max: 3 }),
      repeatAfterMin: fc.integer({ min: 1, max: 30 }),
      isEmptySkipped: fc.boolean(),
    })
    fc.assert(
      fc.property(plans, ({ delays, empties, ...rest }) => {
        const isEmpty = empties.slice(0, delays.length)
        const done = walk(input({ plan: plan(delays, rest), isEmpty }), 2_000)
        const seen = done.flatMap(([, act]) =>
          'step' in act && act.kind !== 'owners_told' ? [`${act.round}/${act.step}/${act.kind}`] : [],
        )
        const wanted = Array.from({ length: rest.repeat + 1 }, (_, round) =>
          delays.map((_, index) => `${round}/${index}/${isEmpty[index] ? 'no_one' : 'called'}`),
        ).flat()
        expect(seen).toEqual(wanted)
        expect(done.filter(([, { kind }]) => kind === 'owners_told').length).toBeLessThanOrEqual(1)
        expect(done.at(-1)?.[1]).toEqual({ kind: 'ended', because: 'exhausted' })
        if (!rest.isEmptySkipped) {
          const total = delays.reduce((sum, delay) => sum + delay, 0) * (rest.repeat + 1)
          const first = (delays[0] ?? 0) * rest.repeat
          expect(done.at(-1)?.[0]).toBe(total - first + rest.repeat * rest.repeatAfterMin)
        }
      }),
    )
  })
})

describe('the policy that counts', () => {
  const policy = (name: string, clientId: string | null, processId: string | null, tier: number | null) => ({
    name,
    clientId,
    processId,
    tier,
  })
  const all = [
    policy('all', null, null, null),
    policy('tier', null, null, 1),
    policy('client', 'c', null, null),
    policy('client and tier', 'c', null, 1),
    policy('process', 'c', 'p', null),
  ]
  it.each([
    ['process', { clientId: 'c', processId: 'p', tier: 1 }],
    ['client and tier', { clientId: 'c', processId: null, tier: 1 }],
    ['client', { clientId: 'c', processId: 'q', tier: 2 }],
    ['tier', { clientId: 'd', processId: null, tier: 1 }],
    ['all', { clientId: 'd', processId: null, tier: 3 }],
  ])('%s', (name, affected) => expect(choosePolicy(all, affected)?.name).toBe(name))
  it('is the default when none fits', () =>
    expect(choosePolicy([all[2] as (typeof all)[0]], { clientId: 'd', processId: null, tier: 1 })).toBeNull())
})
