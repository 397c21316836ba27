import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, type Given, mayDecide, type RequestState, timeOut } from './decide'
import { type Delegation, delegationRefusal, lentTo } from './delegation'
import type { Decision } from './schema'

const T0 = Date.UTC(2026, 10, 23, 8)
const HOUR = 3_600_000
const PEOPLE = ['r', 'w', 'a', 'b', 'c', 'o'] as const
const HASHES = ['old', 'new'] as const

const base: RequestState = {
  status: 'open',
  contentHash: 'old',
  quorum: 2,
  requesterId: 'r',
  authorIds: ['w'],
  onTimeout: 'escalate',
  requestedAt: new Date(T0),
  expiresAt: new Date(T0 + 10 * HOUR),
  escalatedAt: null,
}
/** `c` is an operator who may not decide; `o` is an owner, and so is the requester. */
const seat = (userId: string) => ({ userId, mayDecide: userId !== 'c', isOwner: userId === 'o' || userId === 'r' })

type Step =
  | { kind: 'vote'; who: string; from: string; lent: boolean; decision: Decision; hash: string }
  | { kind: 'wait'; hours: number }
  | { kind: 'edit' }

const person = fc.constantFrom(...PEOPLE)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('vote' as const),
      who: person,
      from: person,
      lent: fc.boolean(),
      decision: fc.constantFrom<Decision>('approve', 'approve', 'approve', 'reject'),
      hash: fc.constantFrom(...HASHES),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'edit' as const }) },
)

/** The same rules told as a story: sets of names, no shared code. */
class Model {
  yes = new Map<string, string>()
  no = false
  hash: string = 'old'
  state = 'open'
  end = 10
  hour = 0
  isWithOwners = false

  vote({ who, from, lent, decision, hash }: Extract<Step, { kind: 'vote' }>): void {
    const barred = ['r', 'w', 'c']
    if (this.state !== 'open' || this.hour >= this.end || hash !== this.hash) return
    if (barred.includes(who) || barred.includes(from) || (who !== from && !lent)) return
    if (this.isWithOwners && from !== 'o') return
    if (this.yes.has(who) || [...this.yes.values()].includes(from)) return
    if (decision === 'reject') this.state = 'rejected'
    else this.yes.set(who, from)
    if (this.yes.size === 2) this.state = 'approved'
  }

  wait(hours: number): void {
    this.hour += hours
    if (this.state !== 'open' || this.hour < this.end) return
    if (this.isWithOwners) this.state = 'expired'
    else {
      this.isWithOwners = true
      this.end = this.hour + 10
    }
  }

  edit(): void {
    if (this.state === 'open' || this.state === 'approved') this.state = 'voided'
  }
}

/** What the services do with the rulings, without a database. */
class System {
  request: RequestState = { ...base }
  given: Given[] = []
  hour = 0

  vote({ who, from, lent, decision, hash }: Extract<Step, { kind: 'vote' }>): void {
    const attempt = { approver: seat(who), seat: seat(from), isLent: lent, decision, contentHash: hash }
    const ruling = decide(this.request, this.given, attempt, new Date(T0 + this.hour * HOUR))
    if (ruling.kind !== 'recorded') return
    this.given.push({ approverId: who, seatId: from, decision })
    this.request = { ...this.request, status: ruling.status }
  }

  wait(hours: number): void {
    this.hour += hours
    const now = new Date(T0 + this.hour * HOUR)
    const out = timeOut(this.request, now)
    if (out?.kind === 'expired') this.request = { ...this.request, status: 'expired' }
    if (out?.kind === 'escalated') this.request = { ...this.request, escalatedAt: now, expiresAt: out.expiresAt }
  }

  edit(): void {
    const { status } = this.request
    if (status === 'open' || status === 'approved') this.request = { ...this.request, status: 'voided' }
  }
}

function apply(machine: Model | System, each: Step): void {
  if (each.kind === 'vote') machine.vote(each)
  else if (each.kind === 'wait') machine.wait(each.hours)
  else machine.edit()
}

describe('approvals as a state machine', () => {
  it('stand after every step where a simple model stands', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const [model, system] = [new Model(), new System()]
        for (const each of steps) {
          apply(model, each)
          apply(system, each)
          expect(system.request.status).toBe(model.state)
        }
      }),
      { numRuns: 3_000 },
    )
  })
  it('are never approved without two yeses of two people from two seats, none of them a party', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const system = new System()
        for (const each of steps) {
          const before = system.request.status
          apply(system, each)
          if (system.request.status !== 'approved' || before === 'approved') continue
          expect(each.kind).toBe('vote')
          const yes = system.given.filter(({ decision }) => decision === 'approve')
          expect(new Set(yes.map(({ approverId }) => approverId)).size).toBeGreaterThanOrEqual(2)
          expect(new Set(yes.map(({ seatId }) => seatId)).size).toBeGreaterThanOrEqual(2)
          for (const { approverId, seatId } of system.given) {
            expect(['r', 'w', 'c']).not.toContain(approverId)
            expect(['r', 'w', 'c']).not.toContain(seatId)
          }
        }
      }),
      { numRuns: 3_000 },
    )
  })
  it('are reachable in every state by some walk', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const system = new System()
        for (const each of steps) {
          apply(system, each)
          seen.add(system.request.status)
        }
      }),
      { numRuns: 3_000, seed: 7 },
    )
    expect([...seen].sort()).toEqual(['approved', 'expired', 'open', 'rejected', 'voided'])
  })
})

describe('the end of the time', () => {
  const at = (hours: number) => new Date(T0 + hours * HOUR)
  it('does nothing a moment before, and everything at it', () => {
    expect(timeOut(base, new Date(T0 + 10 * HOUR - 1))).toBeNull()
    expect(timeOut(base, at(10))).toEqual({ kind: 'escalated', expiresAt: at(20) })
    expect(
      mayDecide(base, [], { approver: seat('a'), seat: seat('a'), isLent: false, contentHash: 'old' }, at(10)),
    ).toBe('over')
  })
  it('denies what was to be denied, and what was escalated before', () => {
    expect(timeOut({ ...base, onTimeout: 'deny' }, at(10))).toEqual({ kind: 'expired' })
    expect(timeOut({ ...base, escalatedAt: at(10), expiresAt: at(20) }, at(20))).toEqual({ kind: 'expired' })
  })
  it('does nothing to what is closed', () => expect(timeOut({ ...base, status: 'approved' }, at(99))).toBeNull())
})

describe('delegation', () => {
  const from = new Date(T0)
  const to = new Date(T0 + 24 * HOUR)
  const loan = (fromUserId: string, toUserId: string, more: Partial<Delegation> = {}): Delegation => ({
    ...{ fromUserId, toUserId, fromAt: from, toAt: to, revokedAt: null },
    ...more,
  })
  it.each([
    ['to oneself', loan('a', 'a'), [], 'to_oneself'],
    ['backwards', loan('a', 'b', { toAt: from }), [], 'not_a_span'],
    ['for 91 days', loan('a', 'b', { toAt: new Date(T0 + 91 * 24 * HOUR) }), [], 'too_long'],
    ['in the past', loan('a', 'b', { fromAt: new Date(0), toAt: new Date(1) }), [], 'in_the_past'],
    ['on, what was lent', loan('b', 'c'), [loan('a', 'b')], 'chain'],
    ['to somebody whose seat is away', loan('a', 'b'), [loan('b', 'c')], 'chain'],
    ['back', loan('b', 'a'), [loan('a', 'b')], 'chain'],
    ['to two people', loan('a', 'b'), [loan('a', 'c')], null],
    ['on, after it was given back', loan('b', 'c'), [loan('a', 'b', { revokedAt: from })], null],
    ['on, later', loan('b', 'c', { fromAt: to, toAt: new Date(T0 + 48 * HOUR) }), [loan('a', 'b')], null],
  ])('lends a seat %s', (_, wanted, standing, refusal) =>
    expect(delegationRefusal(wanted, standing, new Date(T0 + HOUR))).toBe(refusal),
  )
  it('holds from its beginning up to its end, along one step only', () => {
    const loans = [loan('a', 'b'), loan('b', 'c')]
    expect(lentTo(loans, { fromUserId: 'a', toUserId: 'b' }, from)).toBe(loans[0])
    expect(lentTo(loans, { fromUserId: 'a', toUserId: 'b' }, to)).toBeNull()
    expect(lentTo(loans, { fromUserId: 'a', toUserId: 'c' }, from)).toBeNull()
  })
})
