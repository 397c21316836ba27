import { z } from 'zod'
import { zId } from '@/lib/ids'

/**
 * Every effect the product can have, and what its outbox row carries: ids only, never payloads.
 * New fields are optional, so that an old worker can still read a new row.
 */
export const TOPICS = {
  /** Events arrived for a workflow that somebody watches: run its expectations and failure rule. */
  'workflow.evaluate': z.object({ workflowId: zId, executionIds: z.array(zId) }),
  'incident.opened': z.object({ incidentId: zId }),
  /** An incident (or the head of a group of them) is somebody's business now: people are called. */
  'incident.raised': z.object({ incidentId: zId }),
  /** The wait of a candidate is over. */
  'incident.held': z.object({ incidentId: zId }),
  'incident.resolved': z.object({
    incidentId: zId,
    /** asked again after the rule's resolve delay */
    isSettling: z.boolean().optional(),
  }),
  'member.invited': z.object({ invitationId: zId, token: z.string() }),
  'sign-in.requested': z.object({ userId: zId, email: z.email(), token: z.string(), host: z.string() }),
  /** People are asked to decide, or asked again after escalation. */
  'approval.requested': z.object({ requestId: zId }),
  /** Somebody decided, or the time ended: the requester hears it. */
  'approval.decided': z.object({ requestId: zId }),
  /** A checkpoint of the audit trail is wanted: it is signed after the asking transaction stands. */
  'checkpoint.due': z.object({ cause: z.string() }),
  /** It stands: keep it outside the database and mail it. */
  'checkpoint.taken': z.object({ number: z.int() }),
  'pack.requested': z.object({ packId: zId }),
  /** Its words are new: the pages are set. */
  'report.changed': z.object({ reportId: zId }),
  /** It is out: its pages are set for good, and those who wait for it get their mail. */
  'report.released': z.object({ reportId: zId }),
  /** The proof of a custom host is gone: the owners hear it before the host is given back. */
  'host.failing': z.object({ claimId: zId }),
  'run.retry-requested': z.object({ retryId: zId }),
  /** Other programs are told of something that wakes nobody here. */
  'webhook.event': z.union([
    z.object({ type: z.enum(['incident.acknowledged', 'incident.updated']), incidentId: zId }),
    z.object({ type: z.enum(['finding.opened']), findingId: zId }),
    z.object({
      type: z.enum(['report.released', 'portal.changed']),
      clientId: zId,
      data: z.object({ id: z.string() }).catchall(z.union([z.string(), z.number(), z.null()])),
    }),
  ]),
  /** A receiver wants no more, or never answered: the owners hear it. */
  'webhook.disabled': z.object({ endpointId: zId, reason: z.enum(['gone', 'exhausted']) }),
  /** Somebody wants updates of a portal: ask the address whether it does. */
  'subscription.asked': z.object({ subscriberId: zId }),
  /** The payment service says that something changed: what stands there now is fetched. */
  'billing.changed': z.object({ eventId: z.string() }),
  /** Metered use that was decided goes out. */
  'billing.usage': z.object({ month: z.string(), number: z.int() }),
  /** A portal has news for its subscribers. */
  'portal.notice': z.object({ noticeId: zId }),
} as const satisfies Record<string, z.ZodType>

export type Topic = keyof typeof TOPICS
export type TopicPayload<T extends Topic> = z.output<(typeof TOPICS)[T]>

export function isTopic(name: string): name is Topic {
  return name in TOPICS
}
