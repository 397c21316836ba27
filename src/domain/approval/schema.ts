import { z } from 'zod'

/** What can be put to a decision; each kind says elsewhere what a "yes" does (`services/approval/subjects`). */
export const SUBJECT_KINDS = ['change', 'maintenance', 'waiver', 'contract', 'credit'] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export const REQUEST_STATUSES = ['open', 'approved', 'rejected', 'expired', 'voided', 'withdrawn'] as const
export type RequestStatus = (typeof REQUEST_STATUSES)[number]

export const DECISIONS = ['approve', 'reject'] as const
export type Decision = (typeof DECISIONS)[number]

/** What the end of the time does. There is no third way: silence is never a yes. */
export const ON_TIMEOUT = ['escalate', 'deny'] as const
export type OnTimeout = (typeof ON_TIMEOUT)[number]

/** Requester of what the machine itself asks for: no person has this id. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

export const MAX_QUORUM = 5

/** The words that go with a decision; they stay in the record. */
export const zReason = z
  .string()
  .trim()
  .min(3, 'reason: say why, in at least 3 characters')
  .max(1_000, 'reason: must have at most 1000 characters')

/** SHA-256 of the canonical content, as hex. */
export const zContentHash = z.string().regex(/^[0-9a-f]{64}$/, 'contentHash: must be 64 hex characters')
