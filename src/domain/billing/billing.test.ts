import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cataloguePrices, partOfPrice } from './catalogue'
import { duplicates, entitlementOf, governing } from './entitle'
import type { SubscriptionFacts, SubscriptionStatus } from './facts'
import { graceOf, rungOf } from './ladder'
import { nextTelling, overageUnits, type Told } from './metered'

const DAY_MS = 86_400_000
const NOW = new Date('2026-11-24T12:00:00Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS)

function subscription(status: SubscriptionStatus, more: Partial<SubscriptionFacts> = {}): SubscriptionFacts {
  const items = [
    { id: 'si_1', plan: 'growth' as const, part: 'base' as const, quantity: 1 },
    { id: 'si_2', plan: 'growth' as const, part: 'workflow' as const, quantity: 12 },
  ]
  const dates = {
    createdAt: daysAgo(90),
    periodEnd: daysAgo(-10),
    cancelAt: null,
    trialEnd: null,
    endedAt: null,
    unpaidSince: null,
  }
  return { id: 'sub_1', status, items, ...dates, ...more }
}

describe('entitlement of a subscription', () => {
  it.each([
    ['active', {}, { state: 'active', graceUntil: null }],
    ['trialing', { trialEnd: daysAgo(-3) }, { state: 'trial', trialEndsAt: daysAgo(-3) }],
    ['past_due', { unpaidSince: daysAgo(1) }, { state: 'past_due', graceUntil: daysAgo(-13) }],
    ['past_due', { unpaidSince: daysAgo(15) }, { state: 'read_only', graceUntil: daysAgo(1) }],
    ['unpaid', { unpaidSince: daysAgo(50) }, { state: 'suspended', graceUntil: daysAgo(36) }],
    ['paused', { trialEnd: daysAgo(2) }, { state: 'canceled', graceUntil: daysAgo(-12) }],
    ['canceled', { endedAt: daysAgo(4) }, { state: 'canceled', graceUntil: daysAgo(-10) }],
  ] as const)('%s %j', (status, more, expected) => {
    expect(entitlementOf(subscription(status, more), NOW)).toMatchObject({ plan: 'growth', quantity: 12, ...expected })
  })

  it('counts the oldest that lives; those bought beside it are duplicates; strangers and unpaid first tries are neither', () => {
    const first = subscription('past_due', { id: 'sub_a', createdAt: daysAgo(9) })
    const second = subscription('active', { id: 'sub_b', createdAt: daysAgo(8) })
    const ended = subscription('canceled', { id: 'sub_c', createdAt: daysAgo(99), endedAt: daysAgo(50) })
    const never = subscription('incomplete', { id: 'sub_d', createdAt: daysAgo(100) })
    const stranger = subscription('active', { id: 'sub_e', createdAt: daysAgo(100), items: [] })
    fc.assert(
      fc.property(fc.shuffledSubarray([first, second, ended, never, stranger], { minLength: 5 }), (all) => {
        expect(governing(all)?.id).toBe('sub_a')
        expect(duplicates(all).map(({ id }) => id)).toEqual(['sub_b'])
      }),
    )
    expect(governing([ended, never, stranger])?.id).toBe('sub_c')
    expect(governing([never, stranger])).toBeNull()
  })
})

it('climbs the dunning ladder only downwards, each rung after the warning', () => {
  const order = ['past_due', 'read_only', 'suspended']
  fc.assert(
    fc.property(fc.nat(100 * DAY_MS), fc.nat(100 * DAY_MS), (a, b) => {
      const [early, late] = [Math.min(a, b), Math.max(a, b)].map((ms) => rungOf(NOW, new Date(NOW.getTime() + ms)))
      expect(order.indexOf(early ?? '')).toBeLessThanOrEqual(order.indexOf(late ?? ''))
    }),
  )
  expect(rungOf(NOW, new Date(graceOf(NOW).getTime() - 1))).toBe('past_due')
  expect(rungOf(NOW, graceOf(NOW))).toBe('read_only')
})

describe('metered use', () => {
  it('counts whole thousands beyond what is included', () => {
    expect([0, 1_000, 1_999, 2_000, 4_321].map((runs) => overageUnits(runs, 1_000))).toEqual([0, 0, 0, 1, 3])
  })

  it('tells exactly the month, whatever is counted late or taken back within a day', () => {
    const counts = fc.array(fc.nat(500), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(counts, (units) => {
        const told: Told[] = []
        for (const target of units) {
          // Each round decides until nothing is left to say, as the hourly turns do.
          for (let round = 0; round < 100; round++) {
            const next = nextTelling(target, told, NOW)
            if (!next) break
            const identifier = next.kind === 'cancel' ? next.identifier : `e${told.length}`
            told.push({ ...next, identifier, decidedAt: NOW })
          }
          const cancelled = told.filter(({ kind }) => kind === 'cancel').map(({ identifier }) => identifier)
          const standing = told.filter(({ kind, identifier }) => kind === 'event' && !cancelled.includes(identifier))
          expect(standing.reduce((sum, { value }) => sum + value, 0)).toBe(target)
        }
      }),
    )
  })

  it('never tells too much again when a cancellation would come too late', () => {
    const old: Told = { identifier: 'e', kind: 'event', value: 9, decidedAt: daysAgo(2) }
    expect(nextTelling(5, [old], NOW)).toBeNull()
    expect(nextTelling(11, [old], NOW)).toEqual({ kind: 'event', value: 2 })
  })
})

it('names every price once, and knows it again by its label', () => {
  const prices = cataloguePrices()
  expect(new Set(prices.map(({ lookupKey }) => lookupKey)).size).toBe(prices.length)
  for (const { plan, part } of prices) expect(partOfPrice({ plan, part })).toEqual({ plan, part })
  expect(partOfPrice({ plan: 'gold', part: 'base' })).toBeNull()
})
