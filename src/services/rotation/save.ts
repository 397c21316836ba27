import { z } from 'zod'
import { RotationInput } from '@/domain/rotation/schema'
import { own } from '@/infra/db'
import { conflict } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { loadRotation, requireResponders, requireWhole, subjectOf } from './store'

/** A list of people taking turns. */
export const createRotation = mutation(
  { action: 'rotation.create', can: 'response.manage', input: z.strictObject({ rotation: RotationInput }) },
  async (ctx, { rotation: { name, zone, plan } }) => {
    requireWhole(ctx)
    await requireResponders(ctx, plan.memberIds)
    const id = newId()
    const { tenantId } = ctx.scope
    await ctx.tx.rotation.create({ data: { tenantId, id, name, zone, plan, createdAt: ctx.now } })
    return audited({ rotationId: id }, { subject: subjectOf({ id, name }), after: { name, zone, plan } })
  },
)

/** Changes who takes turns, and when. */
export const changeRotation = mutation(
  {
    action: 'rotation.change',
    can: 'response.manage',
    input: z.strictObject({
      rotationId: zId,
      version: z.int('version: must be a whole number'),
      rotation: RotationInput,
    }),
  },
  async (ctx, { rotationId: id, version, rotation: { name, zone, plan } }) => {
    const before = await loadRotation(ctx, id)
    await requireResponders(ctx, plan.memberIds)
    const { count } = await ctx.tx.rotation.updateMany({
      where: { ...own(ctx), id, version },
      data: { name, zone, plan, version: version + 1 },
    })
    if (count === 0) throw conflict('rotation')
    return audited(
      { rotationId: id },
      {
        subject: subjectOf({ id, name }),
        before: { name: before.name, zone: before.zone, plan: before.plan },
        after: { name, zone, plan },
      },
    )
  },
)

/** Nobody is called by it any more; policies that name it find it empty. */
export const archiveRotation = mutation(
  { action: 'rotation.archive', can: 'response.manage', input: z.strictObject({ rotationId: zId }) },
  async (ctx, { rotationId: id }) => {
    const { name } = await loadRotation(ctx, id)
    await ctx.tx.rotation.updateMany({ where: { ...own(ctx), id }, data: { archivedAt: ctx.now } })
    return audited({ rotationId: id }, { subject: subjectOf({ id, name }), after: { isArchived: true } })
  },
)
