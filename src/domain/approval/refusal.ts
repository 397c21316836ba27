import { AppError } from '@/lib/errors'
import type { Refusal } from './decide'
import type { DelegationRefusal } from './delegation'

const WORDS: Record<Refusal, [code: 'FORBIDDEN' | 'CONFLICT', message: string]> = {
  not_a_person: ['FORBIDDEN', 'Only a signed-in person decides. Keys and the system never do.'],
  may_not_decide: ['FORBIDDEN', 'Your role does not decide approvals for this client.'],
  is_requester: ['FORBIDDEN', 'You asked for this, so somebody else has to decide. This holds for owners too.'],
  is_author: ['FORBIDDEN', 'You wrote part of this, so somebody else has to decide. This holds for owners too.'],
  not_lent: ['FORBIDDEN', 'No delegation in force lets you speak from this seat. Its holder has to lend it to you.'],
  seat_may_not_decide: ['FORBIDDEN', 'The holder of this seat may not decide here, so nobody may for them.'],
  seat_is_requester: ['FORBIDDEN', 'The holder of this seat asked for this; a delegation does not change that.'],
  seat_is_author: ['FORBIDDEN', 'The holder of this seat wrote part of this; a delegation does not change that.'],
  needs_owner: ['FORBIDDEN', 'This was escalated: an owner has to decide now.'],
  content_changed: ['CONFLICT', 'The content is not the one you looked at. Reload, read it and decide again.'],
  has_decided: ['CONFLICT', 'You have decided already. A decision is not taken back; ask the requester to withdraw.'],
  seat_has_decided: ['CONFLICT', 'From this seat a decision was given already; each seat counts once.'],
  closed: ['CONFLICT', 'This request is closed: nothing is left to decide.'],
  over: ['CONFLICT', 'The time for this decision is over.'],
}

/** A refused decision, with what to do instead. */
export function refusalError(why: Refusal): AppError {
  return new AppError(...WORDS[why])
}

const DELEGATION_WORDS: Record<DelegationRefusal, string> = {
  to_oneself: 'toUserId: lend your seat to somebody else.',
  not_a_span: 'until: must be later than from.',
  too_long: 'until: a seat is lent for at most 90 days.',
  in_the_past: 'until: must lie in the future.',
  chain: 'A lent seat is never handed on: one of you two already lends or holds a seat in this time. End that first.',
}

export function delegationError(why: DelegationRefusal): AppError {
  return new AppError(why === 'chain' ? 'CONFLICT' : 'INVALID', DELEGATION_WORDS[why])
}
