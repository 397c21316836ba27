import { z } from 'zod'
import { zDay } from '@/domain/calendar/schema'
import { reachesBack } from '@/domain/calendar/year'
import { ownClient } from '@/infra/db'
import { AppError, notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { loadEquipment } from '../equipment/store'
import { loadSite } from '../site/store'
import { reachClocks } from './reach'
import { zReason } from './reason'
import { dateColumn } from './store'

const zOptionalId = zId.nullish().transform((id) => id ?? null)

const AssignInput = z.strictObject({
  siteId: zId,
  /** an area or line of the site; left out: the site itself */
  equipmentId: zOptionalId,
  /** null: follow the place above again (a site: always open) */
  calendarId: zId.nullable(),
  effectiveFrom: zDay,
  reason: zReason,
})

interface Target {
  siteId: string
  equipmentId: string | null
  calendarId: string | null
}

/** Names of what is assigned to what; all three of one client, or "not there". */
async function placeOf(ctx: MutationContext, { siteId, equipmentId, calendarId }: Target) {
  const site = await loadSite(ctx, siteId)
  const node = equipmentId === null ? null : await loadEquipment(ctx, equipmentId)
  if (node && node.siteId !== siteId) throw notFound('area or line of this site')
  const where = { ...ownClient(ctx), id: calendarId ?? '', clientId: site.clientId }
  const calendar =
    calendarId === null ? null : await ctx.tx.calendar.findFirst({ where: { AND: [ownClient(ctx), where] } })
  if (calendarId && !calendar) throw notFound('calendar of this client')
  return { site, name: node?.name ?? site.name, calendarName: calendar?.name ?? null }
}

/** From a local date on a site, area or line follows a calendar, or again what stands above it. */
export const assignCalendar = mutation(
  { action: 'calendar.assign', can: 'calendar.manage', input: AssignInput },
  async (ctx, { effectiveFrom, reason, ...target }) => {
    const { site, name, calendarName } = await placeOf(ctx, target)
    const { clientId } = site
    const { siteId, equipmentId } = target
    const before = await ctx.tx.calendarAssignment.count({ where: { ...ownClient(ctx), siteId, equipmentId } })
    if (!reason && before > 0 && reachesBack(effectiveFrom, [site.zone], ctx.now))
      throw new AppError(
        'INVALID',
        'effectiveFrom: today or earlier changes days already worked. Give a reason, or a later date.',
      )
    const assignmentId = newId()
    await ctx.tx.calendarAssignment.create({
      data: {
        ...{ tenantId: ctx.scope.tenantId, id: assignmentId, clientId, ...target },
        ...{ effectiveFrom: dateColumn(effectiveFrom), reason, author: ctx.actor.name, createdAt: ctx.now },
      },
    })
    await reachClocks(ctx, { clientId, siteIds: [siteId], fromDay: effectiveFrom })
    return audited(
      { assignmentId },
      {
        subject: { kind: equipmentId ? 'equipment' : 'site', id: equipmentId ?? siteId, name },
        clientId,
        after: { calendar: calendarName, effectiveFrom },
        ...(reason && { reason }),
      },
    )
  },
)
