/** A seat lent from `fromAt` up to, not including, `toAt`. */
export interface Delegation {
  fromUserId: string
  toUserId: string
  fromAt: Date
  toAt: Date
  revokedAt: Date | null
}

const DAY_MS = 86_400_000
const DELEGATION_MAX_DAYS = 90

export type DelegationRefusal = 'to_oneself' | 'not_a_span' | 'too_long' | 'in_the_past' | 'chain'

const overlaps = (a: Delegation, b: Delegation) => a.revokedAt === null && a.fromAt < b.toAt && b.fromAt < a.toAt

/**
 * Null when a seat may be lent so. A lent seat is never handed on: while somebody holds another's seat they lend none of
 * their own, and nobody is lent a seat while their own is away (so neither chains nor loops).
 */
export function delegationRefusal(
  wanted: Delegation,
  standing: readonly Delegation[],
  now: Date,
): DelegationRefusal | null {
  if (wanted.fromUserId === wanted.toUserId) return 'to_oneself'
  if (wanted.toAt <= wanted.fromAt) return 'not_a_span'
  if (wanted.toAt.getTime() - wanted.fromAt.getTime() > DELEGATION_MAX_DAYS * DAY_MS) return 'too_long'
  if (wanted.toAt <= now) return 'in_the_past'
  const isChain = standing.some(
    (other) =>
      overlaps(other, wanted) && (other.toUserId === wanted.fromUserId || other.fromUserId === wanted.toUserId),
  )
  return isChain ? 'chain' : null
}

/** The delegation by which `toUserId` may speak from `fromUserId`'s seat now: one step, never along a chain. */
export function lentTo<D extends Delegation>(
  delegations: readonly D[],
  { fromUserId, toUserId }: { fromUserId: string; toUserId: string },
  now: Date,
): D | null {
  const inForce = (each: Delegation) => each.revokedAt === null && each.fromAt <= now && now < each.toAt
  return (
    delegations.find((each) => each.fromUserId === fromUserId && each.toUserId === toUserId && inForce(each)) ?? null
  )
}
