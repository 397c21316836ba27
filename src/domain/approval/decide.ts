import type { Decision, OnTimeout, RequestStatus } from './schema'

/** A request as far as the rules look at it. */
export interface RequestState {
  status: RequestStatus
  contentHash: string
  quorum: number
  requesterId: string
  authorIds: readonly string[]
  onTimeout: OnTimeout
  requestedAt: Date
  expiresAt: Date
  escalatedAt: Date | null
}

/** Somebody as of now: what the role and the reach allow. */
export interface Seat {
  userId: string
  /** holds the permission to decide, for this client, now */
  mayDecide: boolean
  isOwner: boolean
}

export interface Given {
  approverId: string
  seatId: string
  decision: Decision
}

export interface Attempt {
  /** null: a key or the machine */
  approver: Seat | null
  /** the approver's own, or the delegator's */
  seat: Seat
  /** a delegation from the seat to the approver is in force */
  isLent: boolean
  decision: Decision
  /** what the approver has seen */
  contentHash: string
}

export const REFUSALS = [
  'not_a_person',
  'may_not_decide',
  'is_requester',
  'is_author',
  'not_lent',
  'seat_may_not_decide',
  'seat_is_requester',
  'seat_is_author',
  'needs_owner',
  'content_changed',
  'has_decided',
  'seat_has_decided',
  'closed',
  'over',
] as const
export type Refusal = (typeof REFUSALS)[number]

export type Ruling =
  | { kind: 'refused'; why: Refusal }
  /** the same person said the same before: nothing happens */
  | { kind: 'repeated' }
  | { kind: 'recorded'; status: 'open' | 'approved' | 'rejected' }

const refused = (why: Refusal): Ruling => ({ kind: 'refused', why })

/** Why nobody's role helps: who asked, or who wrote it, does not decide about it; neither in person nor by proxy. */
function party(request: RequestState, { approver, seat }: Attempt & { approver: Seat }): Refusal | null {
  if (approver.userId === request.requesterId) return 'is_requester'
  if (request.authorIds.includes(approver.userId)) return 'is_author'
  if (seat.userId === request.requesterId) return 'seat_is_requester'
  if (request.authorIds.includes(seat.userId)) return 'seat_is_author'
  return null
}

function entitlement(request: RequestState, { approver, seat, isLent }: Attempt & { approver: Seat }): Refusal | null {
  if (!approver.mayDecide) return 'may_not_decide'
  if (seat.userId !== approver.userId && !isLent) return 'not_lent'
  if (!seat.mayDecide) return 'seat_may_not_decide'
  return request.escalatedAt !== null && !seat.isOwner ? 'needs_owner' : null
}

/** Whether somebody could decide now, before they say what: for buttons. Null = yes. */
export function mayDecide(
  request: RequestState,
  given: readonly Given[],
  attempt: Omit<Attempt, 'decision'>,
  now: Date,
): Refusal | null {
  const { approver } = attempt
  if (!approver) return 'not_a_person'
  const who = { ...attempt, decision: 'approve' as const, approver }
  const refusal = party(request, who) ?? entitlement(request, who)
  if (refusal) return refusal
  if (request.status !== 'open') return 'closed'
  if (now >= request.expiresAt) return 'over'
  if (attempt.contentHash !== request.contentHash) return 'content_changed'
  if (given.some(({ approverId }) => approverId === approver.userId)) return 'has_decided'
  return given.some(({ seatId }) => seatId === attempt.seat.userId) ? 'seat_has_decided' : null
}

/**
 * One decision by one person: one no ends it, `quorum` yeses from different seats of different people approve it.
 * A decision repeated word for word is a no-op, whatever became of the request since.
 */
export function decide(request: RequestState, given: readonly Given[], attempt: Attempt, now: Date): Ruling {
  const { approver, decision } = attempt
  const same = given.find(({ approverId }) => approverId === approver?.userId)
  if (same?.decision === decision && same.seatId === attempt.seat.userId && attempt.contentHash === request.contentHash)
    return { kind: 'repeated' }
  const refusal = mayDecide(request, given, attempt, now)
  if (refusal) return refused(refusal)
  if (decision === 'reject') return { kind: 'recorded', status: 'rejected' }
  const yes = given.filter((each) => each.decision === 'approve').length + 1
  return { kind: 'recorded', status: yes >= request.quorum ? 'approved' : 'open' }
}

export type Timeout = { kind: 'escalated'; expiresAt: Date } | { kind: 'expired' }

/** What the end of the time does: once to the owners with as much time again, if so asked; else it is denied. Null: not over. */
export function timeOut(request: RequestState, now: Date): Timeout | null {
  if (request.status !== 'open' || now < request.expiresAt) return null
  if (request.onTimeout === 'deny' || request.escalatedAt) return { kind: 'expired' }
  const span = request.expiresAt.getTime() - request.requestedAt.getTime()
  return { kind: 'escalated', expiresAt: new Date(now.getTime() + span) }
}
