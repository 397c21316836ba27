import { z } from 'zod'
import { zReason } from '@/domain/approval/schema'
import { sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import { requestApproval } from '../approval/request'
import { requesterOf } from '../approval/store'
import { audited, mutation } from '../define'
import { holdFinding } from './store'

const HOUR_MS = 3_600_000
const DECIDE_MS = 7 * 24 * HOUR_MS
const MAX_MS = 365 * 24 * HOUR_MS

/** The console sends a date, JSON its text. */
const zExpiry = z.union(
  [z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))],
  'expiresAt: must be a date and time such as 2026-12-31T18:00:00Z',
)

/** Asks that a finding be accepted for a time: with a reason, an end, and somebody else's yes. It holds for this state only. */
export const requestWaiver = mutation(
  {
    action: 'finding.waive',
    can: 'change.request',
    input: z.strictObject({ findingId: zId, reason: zReason, expiresAt: zExpiry }),
  },
  async (ctx, { findingId, reason, expiresAt }) => {
    const finding = await holdFinding(ctx, findingId)
    if (finding.status === 'waived') throw new AppError('CONFLICT', 'This finding is waived already.')
    const left = expiresAt.getTime() - ctx.now.getTime()
    if (left < HOUR_MS || left > MAX_MS)
      throw new AppError('INVALID', 'expiresAt: a waiver lasts at least an hour and at most a year.')
    const pending = { tenantId: ctx.scope.tenantId, findingId, status: 'requested' }
    if ((await ctx.tx.waiver.count({ where: pending })) > 0)
      throw new AppError('CONFLICT', 'A waiver of this finding waits for its decision already.')
    const requester = await requesterOf(ctx)
    const { stateHash, clientId, kind } = finding
    const contentHash = sha256(canonicalJson({ findingId, stateHash, reason, expiresAt: expiresAt.toISOString() }))
    const waiverId = newId()
    await ctx.tx.waiver.create({
      data: {
        ...{
          tenantId: ctx.scope.tenantId,
          id: waiverId,
          clientId,
          findingId,
          stateHash,
          reason,
          contentHash,
          expiresAt,
        },
        ...{ requesterId: requester.id, requesterName: requester.name, requestedAt: ctx.now, status: 'requested' },
      },
    })
    const decideUntil = Math.min(ctx.now.getTime() + DECIDE_MS, expiresAt.getTime())
    const { requestId } = await requestApproval.within(ctx, {
      ...{ subjectKind: 'waiver', subjectId: waiverId, clientId, contentHash, quorum: 1, authorIds: [] },
      ...{ title: `Waiver: ${kind}`, summary: reason, isAfterReview: false },
      ...{ expiresAt: new Date(decideUntil), onTimeout: 'deny' },
    })
    return audited(
      { waiverId, requestId },
      { subject: { kind: 'finding', id: findingId, name: kind }, clientId, after: { waiverId, expiresAt }, reason },
    )
  },
)
