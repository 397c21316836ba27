import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PERMISSIONS, type Permission } from '../access/permissions'
import { isGated, planProblem } from './gate'
import { metersOver } from './over'
import { PLAN_NAMES, PLANS } from './plans'
import { type Entitlement, GRACE_DAYS, standingAt, trialEnd } from './standing'

const DAY_MS = 86_400_000
const BEGIN = new Date('2026-11-02T08:00:00Z')
const onDay = (days: number) => new Date(BEGIN.getTime() + days * DAY_MS)

const trial: Entitlement = {
  ...{ plan: 'trial', state: 'trial', source: 'trial', quantity: null, since: BEGIN, version: 1 },
  ...{ trialEndsAt: trialEnd(BEGIN), graceUntil: null, overSince: null },
}
const paid: Entitlement = { ...trial, plan: 'growth', state: 'active', source: 'stripe', trialEndsAt: null }

describe('where a partner stands', () => {
  it.each([
    [0, false, false],
    [22.9, false, false],
    [23, true, false],
    [30, true, false],
    [43.9, true, false],
    [44, true, true],
  ])('a trial on day %d: warned %s, read-only %s', (days, isWarned, isReadOnly) => {
    expect(standingAt(trial, { now: onDay(days), isBilled: true })).toMatchObject({ isWarned, isReadOnly })
  })

  it('never ends a trial, and enforces no limit, where nobody can pay', () => {
    const row = { ...trial, overSince: BEGIN }
    expect(standingAt(row, { now: onDay(4_000), isBilled: false })).toMatchObject({
      isWarned: false,
      isReadOnly: false,
    })
  })

  it('warns at once and closes after the grace when a limit has been passed or a payment fails', () => {
    for (const row of [
      { ...paid, overSince: BEGIN },
      { ...paid, state: 'past_due' as const, since: BEGIN },
    ]) {
      const at = (days: number) => standingAt(row, { now: onDay(days), isBilled: true })
      expect(at(0)).toMatchObject({ isWarned: true, isReadOnly: false, readOnlyFrom: onDay(GRACE_DAYS) })
      expect(at(GRACE_DAYS)).toMatchObject({ isReadOnly: true })
    }
  })

  it('is open again with whatever was paid', () => {
    expect(standingAt(paid, { now: onDay(4_000), isBilled: true })).toMatchObject({
      isWarned: false,
      isReadOnly: false,
    })
  })

  it('never goes back to open by the mere passing of time', () => {
    const rows = fc.record({
      state: fc.constantFrom('trial' as const, 'active' as const, 'past_due' as const, 'canceled' as const),
      isOver: fc.boolean(),
      days: fc.float({ min: 0, max: 200, noNaN: true }),
      more: fc.float({ min: 0, max: 200, noNaN: true }),
    })
    fc.assert(
      fc.property(rows, ({ state, isOver, days, more }) => {
        const row = { ...trial, state, overSince: isOver ? BEGIN : null }
        const [soon, late] = [days, days + more].map((day) => standingAt(row, { now: onDay(day), isBilled: true }))
        return !soon?.isReadOnly || late?.isReadOnly === true
      }),
    )
  })
})

describe('what a plan closes', () => {
  const closed = standingAt(trial, { now: onDay(100), isBilled: true })
  const problem = (can: Permission) => planProblem({ can }, closed, true)

  it.each([
    'incident.read',
    'incident.respond',
    'approval.decide',
    'maintenance.request',
    'month.freeze',
    'report.release',
    'pack.export',
    'billing.manage',
    'self',
    'system',
  ] as const)('never %s', (can) => {
    expect(PERMISSIONS).toContain(can)
    expect(problem(can)).toBeNull()
  })

  it('nothing that only reads, whatever the permission is called', () => {
    expect(PERMISSIONS.filter((can) => can.endsWith('.read') && isGated({ can }))).toEqual([])
  })

  it('set-up, with words that say why and where to put it right', () => {
    expect(problem('client.manage')).toMatch(/trial is over.*read-only.*go on.*Settings, Billing/)
    expect(planProblem({ can: 'client.manage', plan: 'always' }, closed, true)).toBeNull()
  })

  it('a feature that the plan lacks, only where plans are sold', () => {
    const starter = standingAt({ ...paid, plan: 'starter' }, { now: BEGIN, isBilled: true })
    const host = { can: 'brand.manage', plan: { feature: 'custom_host' } } as const
    expect(planProblem(host, starter, true)).toContain('growth')
    expect(planProblem(host, starter, false)).toBeNull()
  })
})

describe('limits', () => {
  it('are kept up to the limit itself, and grow with the plan', () => {
    const { clients, workflows, executions } = PLANS.starter.limits
    const full = { clients: clients ?? 0, workflows: workflows ?? 0, executions: executions ?? 0 }
    expect(metersOver('starter', full)).toEqual([])
    expect(metersOver('starter', { ...full, clients: full.clients + 1 })).toEqual(['clients'])
    expect(metersOver('scale', { clients: 1e6, workflows: 1e6, executions: 1e12 })).toEqual([])
    const sold = PLAN_NAMES.filter((name) => name !== 'trial')
    for (const [at, name] of sold.entries()) {
      const next = sold[at + 1]
      if (next) expect(metersOver(next, { ...full, clients: PLANS[name].limits.clients ?? 0 })).toEqual([])
    }
  })
})
