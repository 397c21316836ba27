import type { ClaimStatus, Finding } from './schema'

const LABEL = '_portal-proof'
const PREFIX = 'portal-proof='

/** Where the DNS must show the proof. Names nobody's product. */
export function proofName(host: string): string {
  return `${LABEL}.${host}`
}

export function proofValue(token: string): string {
  return `${PREFIX}${token}`
}

/** What a resolver answered for the TXT records of one name. */
export type TxtAnswer = { kind: 'records'; values: readonly string[] } | { kind: 'none' } | { kind: 'silent' }

/** The proof is one record among any others; white space and quotes of a hasty paste do not matter. */
export function findProof(answer: TxtAnswer, token: string): Exclude<Finding, 'taken'> {
  if (answer.kind === 'silent') return 'silent'
  if (answer.kind === 'none') return 'missing'
  const values = answer.values.map((value) => value.trim().replace(/^"(.*)"$/, '$1'))
  if (values.includes(proofValue(token))) return 'found'
  return values.some((value) => value.startsWith(PREFIX)) ? 'other' : 'missing'
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** A missing proof is warned about for this long before the host is given back. */
export const GRACE_MS = 3 * DAY_MS
/** A claim that nobody proves ends by itself. */
export const CLAIM_MS = 30 * DAY_MS

export interface Claim {
  status: ClaimStatus
  createdAt: Date
  failingSince: Date | null
}

export interface Step {
  status: ClaimStatus
  finding: Finding
  failingSince: Date | null
  nextCheckAt: Date
  /** what else must happen now */
  event: 'proven' | 'failing' | 'recovered' | 'released' | null
}

const later = (now: Date, ms: number) => new Date(now.getTime() + ms)

/** A fresh claim is looked at often, an old one seldom. */
function pendingPause(claim: Claim, now: Date): number {
  const age = now.getTime() - claim.createdAt.getTime()
  if (age < HOUR_MS) return 2 * MINUTE_MS
  return age < DAY_MS ? 15 * MINUTE_MS : 4 * HOUR_MS
}

function stepPending(claim: Claim, finding: Finding, now: Date): Step {
  if (finding === 'found')
    return { status: 'proven', finding, failingSince: null, nextCheckAt: later(now, DAY_MS), event: 'proven' }
  const isOver = now.getTime() - claim.createdAt.getTime() >= CLAIM_MS
  const nextCheckAt = later(now, pendingPause(claim, now))
  return { status: 'pending', finding, failingSince: null, nextCheckAt, event: isOver ? 'released' : null }
}

/** What follows from one look at the DNS. A proven host whose proof is gone is warned about, then given back. */
export function stepClaim(claim: Claim, finding: Finding, now: Date): Step {
  if (claim.status === 'pending') return stepPending(claim, finding, now)
  if (finding === 'found') {
    const event = claim.status === 'failing' ? 'recovered' : null
    return { status: 'proven', finding, failingSince: null, nextCheckAt: later(now, DAY_MS), event }
  }
  // No answer is no proof of absence.
  const nextCheckAt = later(now, HOUR_MS)
  if (finding === 'silent')
    return { status: claim.status, finding, failingSince: claim.failingSince, nextCheckAt, event: null }
  const failingSince = claim.failingSince ?? now
  if (now.getTime() - failingSince.getTime() >= GRACE_MS)
    return { status: 'failing', finding, failingSince, nextCheckAt, event: 'released' }
  return { status: 'failing', finding, failingSince, nextCheckAt, event: claim.status === 'proven' ? 'failing' : null }
}
