import type { EscalationPlan } from '@/domain/escalation/schema'
import { own, ownClient } from '@/infra/db'
import { AppError, notFound } from '@/lib/errors'
import type { MutationContext } from '../../context'
import { requireResponders } from '../../rotation/store'

/** A living policy inside the scope: one of every client, or of a client the caller sees. */
export async function loadPolicy(ctx: MutationContext, id: string) {
  const row = await ctx.tx.escalationPolicy.findFirst({ where: { ...own(ctx), id, archivedAt: null } })
  const { clientIds } = ctx.scope
  if (!row || (row.clientId !== null && clientIds && !clientIds.includes(row.clientId))) throw notFound('policy')
  return row
}

export const subjectOf = ({ id, name }: { id: string; name: string }) => ({ kind: 'escalation-policy', id, name })

/** Everybody and everything a plan calls exists here, and may hear of the client. */
export async function requireTargets(
  ctx: MutationContext,
  plan: EscalationPlan,
  clientId: string | null,
): Promise<void> {
  const targets = plan.steps.flatMap((step) => step.targets)
  const people = targets.flatMap((target) => (target.kind === 'person' ? [target.userId] : []))
  if (people.length > 0) await requireResponders(ctx, people)
  const rotations = [...new Set(targets.flatMap((target) => (target.kind === 'rotation' ? [target.rotationId] : [])))]
  const found = await ctx.tx.rotation.count({ where: { ...own(ctx), id: { in: rotations }, archivedAt: null } })
  if (found !== rotations.length) throw notFound('rotation')
  const channels = [...new Set(targets.flatMap((target) => (target.kind === 'channel' ? [target.channelId] : [])))]
  const usable = await ctx.tx.channel.count({
    where: { ...own(ctx), id: { in: channels }, removedAt: null, OR: [{ clientId: null }, { clientId }] },
  })
  if (usable !== channels.length) throw notFound('channel')
}

/** What a policy is for exists, and is within the caller's reach; a policy for every client needs somebody who sees them all. */
export async function requireReach(
  ctx: MutationContext,
  { clientId, processId }: { clientId: string | null; processId: string | null },
): Promise<void> {
  if (clientId === null) {
    if (ctx.scope.clientIds === null) return
    throw new AppError('FORBIDDEN', 'You answer for some clients only: choose one of them.')
  }
  const { clientId: reach, ...tenant } = ownClient(ctx)
  const client = { ...tenant, id: clientId, ...(reach && { AND: { id: reach } }) }
  if ((await ctx.tx.client.count({ where: client })) === 0) throw notFound('client')
  if (processId === null) return
  const process = { ...tenant, id: processId, clientId }
  if ((await ctx.tx.process.count({ where: process })) === 0) throw notFound('process')
}
