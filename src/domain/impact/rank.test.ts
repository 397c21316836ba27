import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsFor, reasonsOf } from './facts'
import { mergeFacts, rankInput, type Touches } from './merge'
import { type RankInput, rankOf } from './rank'

const HOUR = 3_600_000
const calm: RankInput = {
  tier: 2,
  shift: { kind: 'open' },
  blast: { workflows: 1, processes: 1, clients: 1, lines: 0, systems: 0 },
  promise: { clock: 'none', isBudgetSpent: false },
  orders: null,
}
const rank = (given: Partial<RankInput> = {}) => rankOf({ ...calm, ...given }).rank

describe('rankOf', () => {
  it.each<[string, Partial<RankInput>, number]>([
    // base × shift × blast × promise × orders, by hand
    ['tier 2, open', {}, 300],
    ['tier 1, open', { tier: 1 }, 500],
    ['an unknown tier counts as the lowest', { tier: 9 }, 140],
    ['tier 3 at a plant that is shut for days', { tier: 3, shift: { kind: 'closed', opensInMs: null } }, 42],
    ['tier 1, the shift begins in an hour', { tier: 1, shift: { kind: 'closed', opensInMs: HOUR } }, 450],
    ['breached and spent', { promise: { clock: 'breached', isBudgetSpent: true } }, 420],
    // 4 workflows: two doublings of 50; 300 × 1.1
    ['four workflows', { blast: { ...calm.blast, workflows: 4 } }, 330],
    // log2(8) = 3 doublings of 50; 300 × 1.15
    ['seven orders', { orders: 7 }, 345],
    ['no order is at risk', { orders: 0 }, 300],
  ])('%s', (_, given, expected) => expect(rank(given)).toBe(expected))

  it('of two equal failures, the one that feeds tonight’s truck is first', () => {
    expect(rank({ orders: 14, promise: { clock: 'at_risk', isBudgetSpent: false } })).toBeGreaterThan(rank())
  })
  it('a low tier at a shutdown stays below every second tier in a shift', () => {
    const big = { workflows: 40, processes: 20, clients: 10, lines: 20, systems: 20 }
    const quiet = rank({ tier: 3, shift: { kind: 'closed', opensInMs: null }, blast: big, orders: 500 })
    expect(quiet).toBeLessThan(rank())
  })
  it('each factor only adds when things get worse, and the rank stays 0..1000', () => {
    const count = fc.nat(5_000)
    const input = fc.record({
      tier: fc.integer({ min: 1, max: 4 }),
      shift: fc.oneof(
        fc.constant({ kind: 'open' as const }),
        fc.record({ kind: fc.constant('closed' as const), opensInMs: fc.option(fc.nat(20 * 24 * HOUR)) }),
      ),
      blast: fc.record({ workflows: count, processes: count, clients: count, lines: count, systems: count }),
      promise: fc.record({
        clock: fc.constantFrom('ok' as const, 'at_risk' as const, 'breached' as const),
        isBudgetSpent: fc.boolean(),
      }),
      orders: fc.option(count),
    })
    fc.assert(
      fc.property(
        input,
        fc.constantFrom('workflows', 'processes', 'clients', 'lines', 'systems'),
        fc.nat(100),
        (given, key, more) => {
          const base = rankOf(given).rank
          expect(base).toBeGreaterThanOrEqual(0)
          expect(base).toBeLessThanOrEqual(1000)
          expect(Number.isInteger(base)).toBe(true)
          const wider = { ...given.blast, [key as 'lines']: given.blast[key as 'lines'] + more }
          expect(rankOf({ ...given, blast: wider }).rank).toBeGreaterThanOrEqual(base)
          expect(rankOf({ ...given, orders: (given.orders ?? 0) + more }).rank).toBeGreaterThanOrEqual(base)
          expect(rankOf({ ...given, tier: Math.max(1, given.tier - 1) }).rank).toBeGreaterThanOrEqual(base)
          expect(rankOf({ ...given, shift: { kind: 'open' } }).rank).toBeGreaterThanOrEqual(base)
          expect(rankOf({ ...given, promise: { clock: 'breached', isBudgetSpent: true } }).rank).toBeGreaterThanOrEqual(
            base,
          )
        },
      ),
    )
  })
})

const touches = (given: Partial<Touches> = {}): Touches => ({
  ...{ clientId: 'a', workflowId: 'w', processId: 'p', lineId: null, tier: 2, systems: ['erp'], orders: null },
  ...{ isBudgetSpent: false, shift: { kind: 'open' as const }, clock: 'none' as const },
  ...given,
})

describe('mergeFacts', () => {
  it('counts each thing once and keeps the worst', () => {
    const merged = mergeFacts([
      touches({ orders: ['1', '2'], clock: 'ok' }),
      touches({
        workflowId: 'x',
        clientId: 'b',
        tier: 1,
        orders: ['2', '3'],
        clock: 'breached',
        systems: ['erp', 'wms'],
      }),
    ])
    expect(merged).toMatchObject({
      tier: 1,
      workflows: 2,
      processes: 1,
      clients: 2,
      systems: 2,
      orders: 3,
      clock: 'breached',
    })
  })
  it('one who knows no orders leaves the others’ standing; nobody knowing is unknown', () => {
    expect(mergeFacts([touches({ orders: ['1'] }), touches()]).orders).toBe(1)
    expect(mergeFacts([touches(), touches()]).orders).toBeNull()
  })
  it('does not mind the order', () => {
    const one = fc.record({
      clientId: fc.constantFrom('a', 'b'),
      workflowId: fc.constantFrom('v', 'w', 'x'),
      tier: fc.integer({ min: 1, max: 3 }),
      orders: fc.option(fc.array(fc.constantFrom('1', '2', '3'))),
      shift: fc.constantFrom(
        { kind: 'open' as const },
        { kind: 'unknown' as const },
        { kind: 'closed' as const, opensAt: '2026-11-24T05:00:00.000Z' },
        { kind: 'closed' as const, opensAt: null },
      ),
      clock: fc.constantFrom('ok' as const, 'none' as const, 'at_risk' as const),
    })
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), (rows) => {
        const all = rows.map((row) => touches(row))
        expect(mergeFacts(all.toReversed())).toEqual(mergeFacts(all))
      }),
    )
  })
  it('a shift that opened since counts as open', () => {
    const facts = mergeFacts([touches({ shift: { kind: 'closed', opensAt: '2026-11-24T05:00:00.000Z' } })])
    expect(rankInput(facts, new Date('2026-11-24T04:00:00Z')).shift).toEqual({ kind: 'closed', opensInMs: HOUR })
  })
})

describe('what readers are told', () => {
  const own = mergeFacts([touches()])
  const group = mergeFacts([touches(), touches({ clientId: 'b', workflowId: 'x' })])
  it('somebody of one client never learns how many clients a group reaches', () => {
    const stored = { rank: 400, own, group }
    expect(factsFor(stored, false)?.clients).toBe(1)
    expect(factsFor(stored, true)?.clients).toBe(2)
    expect(factsFor(null, true)).toBeNull()
  })
  it('says what is unknown', () => {
    expect(reasonsOf(own)).toContainEqual({ key: 'orders_unknown' })
    expect(reasonsOf({ ...own, shift: { kind: 'unknown' } })).toContainEqual({ key: 'shift_unknown' })
  })
})
