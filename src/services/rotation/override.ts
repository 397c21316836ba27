import { z } from 'zod'
import { instantOf } from '@/domain/calendar/zone'
import { zName } from '@/domain/client/schema'
import { zLocal } from '@/domain/maintenance/schema'
import { own } from '@/infra/db'
import { AppError, notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { loadRotation, requireResponders, subjectOf } from './store'

const MAX_DAYS = 92
const DAY_MS = 86_400_000

const instant = (zone: string, local: string) => new Date(instantOf(zone, Date.parse(`${local}Z`), 'first'))

/** Somebody else, or nobody, answers for a while. */
export const addOverride = mutation(
  {
    action: 'rotation.addOverride',
    can: 'response.manage',
    input: z.strictObject({
      rotationId: zId,
      userId: zId.nullable(),
      /** wall times of the rotation's zone */
      fromLocal: zLocal,
      toLocal: zLocal,
      reason: zName('reason', 200),
    }),
  },
  async (ctx, { rotationId, userId, fromLocal, toLocal, reason }) => {
    const rotation = await loadRotation(ctx, rotationId)
    const [from, to] = [instant(rotation.zone, fromLocal), instant(rotation.zone, toLocal)]
    if (to <= from) throw new AppError('INVALID', 'toLocal: must be later than fromLocal')
    if (to <= ctx.now) throw new AppError('INVALID', 'toLocal: this time is over already')
    if (to.getTime() - from.getTime() > MAX_DAYS * DAY_MS)
      throw new AppError('INVALID', `toLocal: an override lasts at most ${MAX_DAYS} days; change the rotation instead`)
    if (userId) await requireResponders(ctx, [userId])
    const id = newId()
    const { tenantId } = ctx.scope
    const who = { userId, authorName: ctx.actor.name, createdAt: ctx.now }
    await ctx.tx.rotationOverride.create({ data: { tenantId, id, rotationId, fromAt: from, toAt: to, reason, ...who } })
    return audited({ overrideId: id }, { subject: subjectOf(rotation), after: { userId, from, to, reason } })
  },
)

/** The usual turn holds again. */
export const removeOverride = mutation(
  { action: 'rotation.removeOverride', can: 'response.manage', input: z.strictObject({ overrideId: zId }) },
  async (ctx, { overrideId: id }) => {
    const row = await ctx.tx.rotationOverride.findFirst({ where: { ...own(ctx), id } })
    if (!row) throw notFound('override')
    if (row.removedAt) return unchanged({ overrideId: id }, 'it was taken back before')
    const rotation = await loadRotation(ctx, row.rotationId)
    await ctx.tx.rotationOverride.updateMany({ where: { ...own(ctx), id }, data: { removedAt: ctx.now } })
    return audited(
      { overrideId: id },
      { subject: subjectOf(rotation), before: { userId: row.userId, reason: row.reason } },
    )
  },
)
