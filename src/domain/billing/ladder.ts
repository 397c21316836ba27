import { GRACE_DAYS } from '../plan/standing'

/** After an unpaid invoice set-up is closed for this long before the account is suspended. */
const READ_ONLY_DAYS = 30
const DAY_MS = 86_400_000

/** Until then everything stays open: the warning. */
export function graceOf(unpaidSince: Date): Date {
  return new Date(unpaidSince.getTime() + GRACE_DAYS * DAY_MS)
}

/** Dunning: warned (past_due), then set-up closed (read_only), then suspended. Monitoring, alerts and export go on at every rung. */
export function rungOf(unpaidSince: Date, now: Date): 'past_due' | 'read_only' | 'suspended' {
  if (now < graceOf(unpaidSince)) return 'past_due'
  const suspendedFrom = unpaidSince.getTime() + (GRACE_DAYS + READ_ONLY_DAYS) * DAY_MS
  return now.getTime() < suspendedFrom ? 'read_only' : 'suspended'
}
