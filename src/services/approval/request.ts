import { z } from 'zod'
import { MAX_QUORUM, ON_TIMEOUT, SUBJECT_KINDS, zContentHash } from '@/domain/approval/schema'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { requesterOf, standingRequest } from './store'

const RequestInput = z.strictObject({
  subjectKind: z.enum(SUBJECT_KINDS),
  subjectId: zId,
  clientId: zId,
  /** what is asked, in one line */
  title: z.string().min(1).max(200),
  /** what the approver should know before opening it */
  summary: z.string().max(2_000),
  contentHash: zContentHash,
  quorum: z.int().min(1).max(MAX_QUORUM),
  /** who wrote the content; they do not decide about it */
  authorIds: z.array(zId).max(50),
  expiresAt: z.date(),
  onTimeout: z.enum(ON_TIMEOUT),
  /** it has happened already; the decision confirms it or not */
  isAfterReview: z.boolean().default(false),
})

/**
 * Puts a subject to a decision of people, bound to its content. Asked again for the same content, it is the same request.
 * Joined by the verb of the subject (`requestApproval.within`), which has checked that the subject is the caller's.
 */
export const requestApproval = mutation(
  { action: 'approval.request', can: 'change.request', input: RequestInput },
  async (ctx, input) => {
    const standing = await standingRequest(ctx, input.subjectId)
    if (standing?.contentHash === input.contentHash)
      return unchanged({ requestId: standing.id, status: standing.status }, 'the same content was asked for before')
    if (standing?.status === 'open')
      throw new AppError('CONFLICT', 'Another version of this waits for a decision. Withdraw or void that first.')
    if (input.expiresAt <= ctx.now) throw new AppError('INVALID', 'expiresAt: must lie in the future.')
    const requester = await requesterOf(ctx)
    const requestId = newId()
    const { tenantId } = ctx.scope
    const authorIds = [...new Set(input.authorIds)].sort()
    const asked = { ...input, authorIds, requesterId: requester.id, requesterName: requester.name }
    await ctx.tx.approvalRequest.create({
      data: { tenantId, id: requestId, ...asked, requestedAt: ctx.now, status: 'open' },
    })
    await ctx.emit('approval.requested', { requestId })
    const { subjectKind, subjectId, clientId, title, contentHash, quorum, expiresAt, onTimeout } = input
    return audited(
      { requestId, status: 'open' as const },
      {
        subject: { kind: 'approval', id: requestId, name: title },
        clientId,
        after: { subjectKind, subjectId, contentHash, quorum, authorIds, expiresAt, onTimeout },
      },
    )
  },
)
