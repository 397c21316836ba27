import { z } from 'zod'
import { CalendarRules, zDay } from '@/domain/calendar/schema'
import { zName } from '@/domain/client/schema'
import { newId, zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import { audited, mutation } from '../define'
import { dateColumn } from './store'

/** Makes a calendar of a client with its first version. Nobody follows it until it is assigned. */
export const createCalendar = mutation(
  {
    action: 'calendar.create',
    can: 'calendar.manage',
    input: z.strictObject({ clientId: zId, name: zName('name'), effectiveFrom: zDay, rules: CalendarRules }),
  },
  async (ctx, { clientId, name, effectiveFrom, rules }) => {
    await loadActiveClient(ctx, clientId)
    const { tenantId } = ctx.scope
    const calendarId = newId()
    await ctx.tx.calendar.create({ data: { tenantId, id: calendarId, clientId, name, createdAt: ctx.now } })
    await ctx.tx.calendarVersion.create({
      data: {
        ...{ tenantId, calendarId, number: 1, clientId, effectiveFrom: dateColumn(effectiveFrom), rules },
        ...{ author: ctx.actor.name, createdAt: ctx.now },
      },
    })
    return audited(
      { calendarId, number: 1 },
      { subject: { kind: 'calendar', id: calendarId, name }, clientId, after: { name, effectiveFrom, rules } },
    )
  },
)
