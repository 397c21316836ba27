import { z } from 'zod'
import { proofDeadline, quorumOf } from '@/domain/change/lifecycle'
import { ChangeText, changeHash } from '@/domain/change/schema'
import { own, ownClient } from '@/infra/db'
import { AppError, notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { requesterOf } from '../approval/store'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { requireVersion, type StoredVersion } from '../version/store'
import { askApproval, clearVersion } from './decided'
import { changeSubject, demandNext, holdChange, moveChange, nextNumber, type StoredChange } from './store'

const RequestInput = ChangeText.extend({
  versionId: zId,
  /** live now, decided after: for when the plant stands */
  isEmergency: z.boolean().default(false),
  /** false: keep it as a draft */
  isSubmitted: z.boolean().default(true),
})
type Input = z.output<typeof RequestInput>

/** Whoever is named as an author is of this partner. */
export async function demandAuthors(ctx: MutationContext, ids: readonly string[]): Promise<void> {
  const found = await ctx.tx.membership.count({ where: { ...own(ctx), userId: { in: [...ids] } } })
  if (found !== new Set(ids).size) throw notFound('author')
}

/** What runs now by approval, else what is active: what the change replaces. */
export async function baselineOf(ctx: MutationContext, version: StoredVersion) {
  const rows = await ctx.tx.workflowVersion.findMany({
    where: { ...ownClient(ctx), workflowId: version.workflowId, OR: [{ lifecycle: 'live' }, { isActive: true }] },
    select: { id: true, hash: true, lifecycle: true },
  })
  const best = rows.find(({ lifecycle }) => lifecycle === 'live') ?? rows[0]
  return best && best.id !== version.id ? best : null
}

async function create(ctx: MutationContext, version: StoredVersion, input: Input): Promise<StoredChange> {
  const { title, why, risk, rollback, isEmergency } = input
  const baseline = await baselineOf(ctx, version)
  const requester = await requesterOf(ctx)
  const authorIds = [...new Set(input.authorIds)].sort()
  const cleared = { ...ownClient(ctx), workflowId: version.workflowId, clearedAt: { not: null } }
  const isBaseline = version.isActive && (await ctx.tx.change.count({ where: cleared })) === 0
  const { workflowId, clientId } = version
  const words = { title, why, risk, rollback, authorIds, isEmergency }
  const content = { ...words, workflowId, versionHash: version.hash, baselineHash: baseline?.hash ?? null }
  const row = await ctx.tx.change.create({
    data: {
      ...{ tenantId: ctx.scope.tenantId, id: newId(), clientId, number: await nextNumber(ctx), workflowId },
      ...{
        versionId: version.id,
        baselineId: baseline?.id ?? null,
        ...words,
        isBaseline,
        contentHash: changeHash(content),
      },
      ...{ requesterId: requester.id, requesterName: requester.name, status: 'draft', createdAt: ctx.now },
    },
  })
  return row as StoredChange
}

/** Sends a draft to its approvers; in an emergency the version is cleared at once and the decision follows. */
async function submit(ctx: MutationContext, change: StoredChange): Promise<StoredChange> {
  const status = demandNext(change, change.isEmergency ? 'release' : 'submit')
  const workflow = await ctx.tx.workflow.findFirstOrThrow({ where: { ...ownClient(ctx), id: change.workflowId } })
  const requestId = await askApproval(ctx, change, quorumOf(workflow.tier, workflow.approvalQuorum))
  const released = change.isEmergency ? { clearedAt: ctx.now, proofDueAt: proofDeadline(ctx.now) } : {}
  const data = { status, requestId, requestStatus: null, submittedAt: ctx.now, closedReason: null, ...released }
  await moveChange(ctx, change, data)
  const sent = { ...change, ...data, version: change.version + 1 }
  if (change.isEmergency) await clearVersion(ctx, sent)
  return sent
}

function demandPerson(ctx: MutationContext): void {
  if (ctx.actor.kind !== 'user')
    throw new AppError('FORBIDDEN', 'Only a signed-in person can release a version in an emergency.')
}

async function demandNonePending(ctx: MutationContext, { id, number }: StoredVersion): Promise<void> {
  const pending = await ctx.tx.change.findFirst({
    where: { ...ownClient(ctx), versionId: id, status: { in: ['draft', 'submitted', 'approved', 'released'] } },
  })
  if (pending)
    throw new AppError('CONFLICT', `CHG-${pending.number} asks for v${number} already. Edit or withdraw that one.`)
}

/** Asks that a version go live: what it replaces, why, what may go wrong. */
export const requestChange = mutation(
  { action: 'change.request', can: 'change.request', input: RequestInput },
  async (ctx, input) => {
    const version = await requireVersion(ctx, input.versionId)
    if (input.isEmergency) demandPerson(ctx)
    await demandAuthors(ctx, input.authorIds)
    if (version.lifecycle === 'live')
      throw new AppError('CONFLICT', `v${version.number} is live and approved: nothing is left to ask.`)
    await demandNonePending(ctx, version)
    const change = await create(ctx, version, input)
    const { status } = input.isSubmitted ? await submit(ctx, change) : change
    const { id, number, contentHash, clientId, isEmergency, isBaseline } = change
    return audited(
      { changeId: id, number, status, contentHash },
      {
        subject: changeSubject(change),
        clientId,
        after: { version: version.number, hash: version.hash, status, isEmergency, isBaseline, contentHash },
        reason: input.why,
      },
    )
  },
)

/** Sends a draft to its approvers. Sent again it is the same request. */
export const submitChange = mutation(
  { action: 'change.submit', can: 'change.request', input: z.strictObject({ changeId: zId }) },
  async (ctx, { changeId }) => {
    const change = await holdChange(ctx, changeId)
    if (change.isEmergency) demandPerson(ctx)
    const { contentHash } = change
    if (change.status === 'submitted' || change.status === 'released')
      return unchanged({ changeId, status: change.status, contentHash }, 'it was sent before')
    const { status } = await submit(ctx, change)
    return audited(
      { changeId, status, contentHash },
      {
        subject: changeSubject(change),
        clientId: change.clientId,
        before: { status: change.status },
        after: { status },
      },
    )
  },
)
