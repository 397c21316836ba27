import { z } from 'zod'
import { zMonth } from '@/domain/month/schema'
import { own, ownClient } from '@/infra/db'
import { AppError, notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { SECTIONS } from './sections'

/** Steps that a build counts: the figures, each section, the trail, and the file itself. */
export const STEPS = SECTIONS.length + 3

/**
 * Has the evidence pack of a client's frozen month built. A pack that stands for this state of the figures (the freeze, or its last
 * addendum) stays: it is answered with, not made anew.
 */
export const buildPack = mutation(
  { action: 'pack.build', can: 'pack.export', input: z.strictObject({ clientId: zId, month: zMonth }) },
  async (ctx, { clientId, month }) => {
    const { tenantId } = ctx.scope
    const client = await ctx.tx.client.findFirst({
      where: {
        ...own(ctx),
        AND: [{ id: clientId }, ctx.scope.clientIds ? { id: { in: [...ctx.scope.clientIds] } } : {}],
      },
    })
    if (!client) throw notFound('client')
    const freeze = await ctx.tx.monthFreeze.findFirst({ where: { ...ownClient(ctx), AND: { clientId, month } } })
    if (!freeze)
      throw new AppError('CONFLICT', `${month} is not frozen for ${client.name} yet. Freeze the month first.`)
    const last = await ctx.tx.monthAddendum.findFirst({
      where: { ...ownClient(ctx), AND: { clientId, month } },
      orderBy: { number: 'desc' },
    })
    const revision = last?.number ?? 0
    const standing = await ctx.tx.evidencePack.findFirst({
      where: { ...ownClient(ctx), AND: { clientId, month, revision } },
    })
    if (standing && standing.status !== 'failed')
      return unchanged({ packId: standing.id, status: standing.status, revision }, 'this pack stands or is being built')
    const packId = standing?.id ?? newId()
    const asked = { status: 'building', done: 0, problem: null, requestedAt: ctx.now, requestedBy: ctx.actor.name }
    await ctx.tx.evidencePack.upsert({
      where: { tenantId_id: { tenantId, id: packId } },
      create: { tenantId, id: packId, clientId, month, revision, total: STEPS, ...asked },
      update: asked,
    })
    await ctx.emit('pack.requested', { packId })
    return audited(
      { packId, status: 'building', revision },
      { subject: { kind: 'pack', id: packId, name: `${client.name} ${month}` }, clientId, after: { month, revision } },
    )
  },
)
