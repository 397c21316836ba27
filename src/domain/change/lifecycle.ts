import type { ChangeStatus } from './schema'

export type ChangeAction =
  | 'edit'
  | 'submit'
  | 'release'
  | 'approve'
  | 'reject'
  | 'expire'
  | 'withdraw'
  | 'prove'
  | 'fail'

/** Where each action leads; what is missing is refused. `release` is the emergency path: live first, decided after. */
const NEXT: Record<ChangeStatus, Partial<Record<ChangeAction, ChangeStatus>>> = {
  draft: { edit: 'draft', submit: 'submitted', release: 'released', withdraw: 'withdrawn' },
  submitted: {
    edit: 'draft',
    approve: 'approved',
    reject: 'rejected',
    expire: 'expired',
    withdraw: 'withdrawn',
    fail: 'failed_proof',
  },
  approved: { edit: 'draft', prove: 'deployed', fail: 'failed_proof', withdraw: 'withdrawn' },
  // The after-review decides about what is out already: it changes no status, and a "no" is a finding.
  released: { prove: 'deployed', fail: 'failed_proof', approve: 'released', reject: 'released', expire: 'released' },
  deployed: { approve: 'deployed', reject: 'deployed', expire: 'deployed' },
  failed_proof: { approve: 'failed_proof', reject: 'failed_proof', expire: 'failed_proof' },
  rejected: {},
  expired: {},
  withdrawn: {},
}

/** The status after an action, or null when the change does not allow it from where it stands. */
export function nextChange(status: ChangeStatus, action: ChangeAction): ChangeStatus | null {
  return NEXT[status][action] ?? null
}

const HOUR_MS = 3_600_000

/** Time to decide: a week, and three days for what went live in an emergency. */
export function decisionDeadline(isEmergency: boolean, now: Date): Date {
  return new Date(now.getTime() + (isEmergency ? 72 : 7 * 24) * HOUR_MS)
}

/** What was approved must be seen live within two weeks; later it is asked for again. */
export function proofDeadline(now: Date): Date {
  return new Date(now.getTime() + 14 * 24 * HOUR_MS)
}

/** People who must say yes where the workflow names no number: two where the plant stops with it. */
export function quorumOf(tier: number, own: number | null): number {
  return own ?? (tier === 1 ? 2 : 1)
}
