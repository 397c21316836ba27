/** A session nobody used this long is over. */
export const SESSION_IDLE_S = 30 * 60
/** A session lives at most this long, however busy. */
export const SESSION_ABSOLUTE_S = 12 * 60 * 60
/** `last_seen_at` moves at most this often: one write a minute, not one per request. */
export const SESSION_TOUCH_S = 60
/** A sign-in link works this long, once. */
export const LINK_LIFE_S = 15 * 60
/** An invitation works this long, once. */
export const INVITATION_LIFE_S = 7 * 24 * 60 * 60

export const SIGN_IN_METHODS = ['link', 'password', 'password+totp', 'invitation', 'demo'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]

export interface SessionTimes {
  lastSeenAt: Date
  expiresAt: Date
  revokedAt: Date | null
}

export interface MembershipTimes {
  expiresAt: Date | null
  revokedAt: Date | null
}

/** `instant` moved by seconds. */
export function after(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000)
}

/** A membership that still gives rights. */
export function isMembershipLive(membership: MembershipTimes, now: Date): boolean {
  return membership.revokedAt === null && (membership.expiresAt === null || membership.expiresAt > now)
}

/** A session that still opens doors; bounds are exclusive: at the limit it is over. */
export function isSessionLive(session: SessionTimes, now: Date): boolean {
  return session.revokedAt === null && session.expiresAt > now && after(session.lastSeenAt, SESSION_IDLE_S) > now
}

/** Time to write `last_seen_at` again. */
export function needsTouch(session: SessionTimes, now: Date): boolean {
  return after(session.lastSeenAt, SESSION_TOUCH_S) <= now
}
