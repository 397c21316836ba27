import { z } from 'zod'
import { DECISIONS, ON_TIMEOUT, REQUEST_STATUSES, SUBJECT_KINDS } from '@/domain/approval/schema'
import { getApproval } from '@/services/approval/get'
import { listApprovals, type WaitingApproval } from '@/services/approval/list'
import { type RestRoute, route } from '../../route'

const Approval = z
  .object({
    id: z.uuid(),
    client: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    subjectKind: z.enum(SUBJECT_KINDS).describe('what is decided about'),
    subjectId: z.uuid(),
    title: z.string(),
    summary: z.string(),
    contentHash: z.string().describe('SHA-256 of the content that is decided about'),
    status: z.enum(REQUEST_STATUSES),
    quorum: z.int().describe('how many people must say yes'),
    requesterName: z.string(),
    isAfterReview: z.boolean().describe('it has happened already; the decision confirms it or not'),
    onTimeout: z.enum(ON_TIMEOUT),
    requestedAt: z.date(),
    expiresAt: z.date(),
    closedAt: z.date().nullable(),
    closedReason: z.string().nullable(),
    decisions: z.array(
      z.object({ approverName: z.string(), decision: z.enum(DECISIONS), reason: z.string(), decidedAt: z.date() }),
    ),
  })
  .meta({ id: 'Approval', description: 'Something put to the decision of people, and what they said.' })

/** What the console shows besides (who could decide, and from whose seat) stays inside. */
const shown = z
  .custom<WaitingApproval>()
  .transform((approval): z.input<typeof Approval> => approval)
  .pipe(Approval)

export const approvalRoutes: readonly RestRoute[] = [
  route('GET /api/v1/approvals', listApprovals, z.array(shown), {
    summary: 'List what waits for a decision, or was decided',
    description:
      'Open requests, the most urgent first; with isOpen=false the closed ones, the latest first. At most 200.',
  }),
  route('GET /api/v1/approvals/{requestId}', getApproval, shown, {
    summary: 'Read one request and its decisions',
    description: 'People decide, in the console: a key never does.',
  }),
]
