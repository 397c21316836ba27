import { AppError } from '@/lib/errors'
import type { IncidentStatus } from './schema'

/** Who has an incident, how long it sleeps and what it was folded into. */
export interface WorkState {
  id: string
  number: number
  clientId: string
  status: IncidentStatus
  assigneeUserId: string | null
  assigneeName: string | null
  snoozedUntil: Date | null
  mergedIntoId: string | null
}

/** The longest sleep: a week of nights, and never by oversight. */
const SNOOZE_MAX_MS = 7 * 86_400_000

export type Allowed = AppError | null

const conflict = (message: string) => new AppError('CONFLICT', message)

/** The next holder may be named only by somebody who saw the present one: of two who take over at once, the second is told. */
export function mayAssign(state: WorkState, heldByUserId: string | null): Allowed {
  if (state.status === 'resolved') return conflict('This incident is resolved: nobody needs to have it any more.')
  if (state.assigneeUserId === heldByUserId) return null
  return conflict(
    state.assigneeName
      ? `${state.assigneeName} has this incident now. Read it again before you hand it over.`
      : 'Nobody has this incident now. Read it again before you hand it over.',
  )
}

/** Paging rests until then; the incident stays in every list. */
export function maySnooze(state: WorkState, until: Date, now: Date): Allowed {
  if (state.status === 'resolved') return conflict('This incident is resolved: there is nothing to snooze.')
  if (state.mergedIntoId) return conflict('This incident was merged into another: snooze that one.')
  if (until <= now)
    return new AppError('INVALID', 'until: must be in the future', [
      { pointer: '/until', detail: 'must be in the future' },
    ])
  if (until.getTime() - now.getTime() > SNOOZE_MAX_MS)
    return new AppError('INVALID', 'until: at most seven days ahead', [
      { pointer: '/until', detail: 'at most seven days ahead' },
    ])
  return null
}

/** Its sleep is over, by the clock. */
export function isAwake(state: Pick<WorkState, 'snoozedUntil'>, now: Date): boolean {
  return state.snoozedUntil === null || state.snoozedUntil <= now
}

/**
 * One incident folds into another of the same client. A target is never folded itself, so a chain has one link and no circle
 * can be stored, in whatever order people merge.
 */
export function mayMerge(from: WorkState, into: WorkState): Allowed {
  if (from.id === into.id) return new AppError('INVALID', 'intoId: an incident cannot be merged into itself')
  if (from.clientId !== into.clientId)
    return conflict('Only incidents of the same client can be merged: a shared cause across clients is a correlation.')
  if (from.mergedIntoId === into.id) return conflict(`INC-${from.number} is merged into INC-${into.number} already.`)
  if (from.mergedIntoId) return conflict(`INC-${from.number} is merged into another incident. Take it out first.`)
  if (into.mergedIntoId)
    return conflict(`INC-${into.number} is itself merged into another incident. Choose the one it was merged into.`)
  if (into.status === 'resolved' && from.status !== 'resolved')
    return conflict(`INC-${into.number} is resolved; what is still open would be lost in it.`)
  return null
}
