import type { PlanName } from './plans'

export const STANDING_STATES = ['trial', 'active', 'past_due', 'read_only', 'suspended', 'canceled'] as const
export type StandingState = (typeof STANDING_STATES)[number]

/** Who says so: the sign-up, the payment service, or whoever runs this installation. */
export const ENTITLEMENT_SOURCES = ['trial', 'stripe', 'manual'] as const
export type EntitlementSource = (typeof ENTITLEMENT_SOURCES)[number]

const TRIAL_DAYS = 30
/** Between the warning and read-only: after a trial, and after a limit was passed. */
export const GRACE_DAYS = 14
/** A trial's last days say so. */
const ENDING_DAYS = 7
const DAY_MS = 86_400_000

/** The row `entitlement`, as it was last set. */
export interface Entitlement {
  plan: PlanName
  state: StandingState
  source: EntitlementSource
  /** monitored workflows that are paid for; null: not by number */
  quantity: number | null
  since: Date
  trialEndsAt: Date | null
  graceUntil: Date | null
  /** a limit of the plan has been passed since then, without a pause */
  overSince: Date | null
  version: number
}

/** Why set-up is, or soon will be, closed. */
export type StandingReason = 'trial' | 'past_due' | 'canceled' | 'over_limit' | 'suspended' | 'read_only'

/** Where a partner stands at one instant. */
export interface Standing extends Entitlement {
  /** set-up may be changed until then; null: nothing threatens it */
  readOnlyFrom: Date | null
  reason: StandingReason | null
  isReadOnly: boolean
  /** something to tell people about */
  isWarned: boolean
}

const later = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS)

/** When a trial that begins now ends. */
export function trialEnd(now: Date): Date {
  return later(now, TRIAL_DAYS)
}

interface Threat {
  at: Date
  reason: StandingReason
  /** people are told from then on */
  warnFrom: Date
}

function threatsOf(row: Entitlement, isBilled: boolean): Threat[] {
  const { state, since, trialEndsAt, graceUntil, overSince } = row
  const threats: Threat[] = []
  if (state === 'suspended' || state === 'read_only') threats.push({ at: since, reason: state, warnFrom: since })
  if (state === 'past_due' || state === 'canceled')
    threats.push({ at: graceUntil ?? later(since, GRACE_DAYS), reason: state, warnFrom: since })
  // Where nobody can pay, nobody is locked out for not paying.
  if (!isBilled) return threats
  if (state === 'trial' && trialEndsAt)
    threats.push({ at: later(trialEndsAt, GRACE_DAYS), reason: 'trial', warnFrom: later(trialEndsAt, -ENDING_DAYS) })
  if (overSince) threats.push({ at: later(overSince, GRACE_DAYS), reason: 'over_limit', warnFrom: overSince })
  return threats
}

/**
 * Where a partner stands: warned first, then read-only. Only set-up is ever closed; monitoring, alerts, portal and export know
 * nothing of it. `isBilled`: this installation takes payments.
 */
export function standingAt(row: Entitlement, { now, isBilled }: { now: Date; isBilled: boolean }): Standing {
  const told = threatsOf(row, isBilled).filter(({ warnFrom }) => warnFrom <= now)
  const first = told.toSorted((a, b) => a.at.getTime() - b.at.getTime())[0]
  const isReadOnly = first !== undefined && first.at <= now
  const state = isReadOnly && row.state !== 'suspended' && row.state !== 'canceled' ? 'read_only' : row.state
  return {
    ...row,
    state,
    readOnlyFrom: first?.at ?? null,
    reason: first?.reason ?? null,
    isReadOnly,
    isWarned: first !== undefined,
  }
}
