import { z } from 'zod'
import type { EscalationPlan, EscalationStep } from './schema'

const MINUTE_MS = 60_000

/** Where a call for help stands. `next` = the step that is called when `nextAt` comes. */
export const EscalationState = z.strictObject({
  next: z.int(),
  round: z.int(),
  nextAt: z.coerce.date().nullable(),
  areOwnersTold: z.boolean(),
})
export type EscalationState = z.output<typeof EscalationState>

/** What the incident says now. */
export interface IncidentStanding {
  status: 'open' | 'acknowledged' | 'resolved'
  snoozedUntil: Date | null
  isMerged: boolean
  isGrouped: boolean
}

export const END_REASONS = ['acknowledged', 'resolved', 'merged', 'grouped', 'exhausted'] as const
export type EndReason = (typeof END_REASONS)[number]

export interface EscalationInput {
  plan: EscalationPlan
  incident: IncidentStanding
  /** per step: nobody and no channel is reached by it now */
  isEmpty: readonly boolean[]
  /** the instant at which so many minutes have passed for a step; null = the plant never opens */
  after(from: Date, step: EscalationStep): Date | null
}

/** What is done and recorded, in order. */
export type EscalationAct =
  | { kind: 'called'; step: number; round: number }
  | { kind: 'no_one'; step: number; round: number }
  | { kind: 'owners_told'; step: number; round: number }
  | { kind: 'waits'; until: Date }
  | { kind: 'ended'; because: EndReason }

export interface EscalationMove {
  state: EscalationState
  acts: EscalationAct[]
}

const after = (from: Date, minutes: number) => new Date(from.getTime() + minutes * MINUTE_MS)

/** Before anything was called. */
export function begin(input: EscalationInput, now: Date): EscalationState {
  const [first] = input.plan.steps
  return { next: 0, round: 0, nextAt: first ? input.after(now, first) : null, areOwnersTold: false }
}

/** Why it is over, whatever the plan says; null = it goes on. */
export function endOf({ status, isMerged, isGrouped }: IncidentStanding): EndReason | null {
  if (isMerged) return 'merged'
  if (status !== 'open') return status
  return isGrouped ? 'grouped' : null
}

function ended(state: EscalationState, acts: EscalationAct[], because: EndReason): EscalationMove {
  return { state: { ...state, nextAt: null }, acts: [...acts, { kind: 'ended', because }] }
}

/** Where it goes after a step: the next, the first of another round, or nowhere (`null`). */
function following(state: EscalationState, { plan, after: until }: EscalationInput, now: Date): EscalationState | null {
  const next = plan.steps[state.next + 1]
  if (next) return { ...state, next: state.next + 1, nextAt: until(now, next) }
  if (state.round >= plan.repeat) return null
  return { ...state, next: 0, round: state.round + 1, nextAt: after(now, plan.repeatAfterMin) }
}

/**
 * Calls what is due. A step that reaches nobody is recorded; it gives way to the next at once when the plan says so, and when
 * nobody else of the round is reached the owners are told, once. Each turn calls at most one step, so that a worker that
 * slept calls nobody twice at the same moment.
 */
export function step(before: EscalationState, input: EscalationInput, now: Date): EscalationMove {
  const end = endOf(input.incident)
  if (end) return ended(before, [], end)
  if (before.nextAt === null || before.nextAt > now) return { state: before, acts: [] }
  const { snoozedUntil } = input.incident
  if (snoozedUntil && snoozedUntil > now)
    return { state: { ...before, nextAt: snoozedUntil }, acts: [{ kind: 'waits', until: snoozedUntil }] }
  const { plan, isEmpty } = input
  const acts: EscalationAct[] = []
  let state = before
  while (isEmpty[state.next] && plan.isEmptySkipped && state.next + 1 < plan.steps.length) {
    acts.push({ kind: 'no_one', step: state.next, round: state.round })
    state = { ...state, next: state.next + 1 }
  }
  const { next, round } = state
  acts.push({ kind: isEmpty[next] ? 'no_one' : 'called', step: next, round })
  if (isEmpty[next] && !state.areOwnersTold) {
    acts.push({ kind: 'owners_told', step: next, round })
    state = { ...state, areOwnersTold: true }
  }
  const moved = following(state, input, now)
  // A step whose plant never opens again is no reason to wait for ever.
  if (!moved || moved.nextAt === null) return ended(state, acts, 'exhausted')
  return { state: moved, acts }
}
