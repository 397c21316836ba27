import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PLAN_NAMES, PLANS } from './plans'
import { keptFrom, RETENTION_NOTICE_DAYS } from './retention'

const DAY_MS = 86_400_000
const now = new Date('2026-11-24T09:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
const anyPartner = fc.record({
  plan: fc.constantFrom(...PLAN_NAMES),
  changedAt: fc.integer({ min: 0, max: 900 }).map(ago),
})

describe('what is kept', () => {
  it('goes when the longest promise has passed', () => {
    const old = ago(400)
    expect(keptFrom([{ plan: 'trial', changedAt: old }], { now, isBilled: true })).toEqual(ago(90))
    const two = [
      { plan: 'trial' as const, changedAt: old },
      { plan: 'growth' as const, changedAt: old },
    ]
    expect(keptFrom(two, { now, isBilled: true })).toEqual(ago(400))
  })

  it('stays for thirty days after a downgrade', () => {
    const left = (days: number) => keptFrom([{ plan: 'starter', changedAt: ago(days) }], { now, isBilled: true })
    expect(left(RETENTION_NOTICE_DAYS - 1)).toEqual(ago(PLANS.scale.retentionDays))
    expect(left(RETENTION_NOTICE_DAYS)).toEqual(ago(PLANS.starter.retentionDays))
  })

  it('is all that any plan promises where nothing is billed, and before the first partner', () => {
    const partners = [{ plan: 'trial' as const, changedAt: ago(500) }]
    expect(keptFrom(partners, { now, isBilled: false })).toEqual(ago(PLANS.scale.retentionDays))
    expect(keptFrom([], { now, isBilled: true })).toEqual(ago(PLANS.scale.retentionDays))
  })

  it('breaks nobody’s promise, whoever else is there', () => {
    fc.assert(
      fc.property(fc.array(anyPartner, { minLength: 1 }), (partners) => {
        const from = keptFrom(partners, { now, isBilled: true })
        for (const { plan } of partners)
          expect(from.getTime()).toBeLessThanOrEqual(ago(PLANS[plan].retentionDays).getTime())
      }),
    )
  })
})
