import { z } from 'zod'
import { CalendarRules, zDay } from '@/domain/calendar/schema'
import { reachesBack } from '@/domain/calendar/year'
import { AppError, conflict } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { reachClocks } from './reach'
import { zReason } from './reason'
import { dateColumn, holdCalendar } from './store'

const AddVersionInput = z.strictObject({
  calendarId: zId,
  effectiveFrom: zDay,
  rules: CalendarRules,
  /** number of the version this one was written from; another one added meanwhile: CONFLICT */
  basedOn: z.int('basedOn: must be the number of the latest version').min(1),
  reason: zReason,
})

/**
 * Adds rules from a local date on; of two versions with one date the later counts. What took effect is never edited: a date
 * that is not in the future corrects the past openly, needs a reason, and leaves frozen months as they are.
 */
export const addCalendarVersion = mutation(
  { action: 'calendar.addVersion', can: 'calendar.manage', input: AddVersionInput },
  async (ctx, { calendarId, effectiveFrom, rules, basedOn, reason }) => {
    const calendar = await holdCalendar(ctx, calendarId)
    const { clientId, name, latest, zones, siteIds } = calendar
    if (latest !== basedOn) throw conflict('calendar')
    if (!reason && reachesBack(effectiveFrom, zones, ctx.now))
      throw new AppError(
        'INVALID',
        'effectiveFrom: today or earlier changes days already worked. Give a reason, or a later date.',
      )
    const number = latest + 1
    await ctx.tx.calendarVersion.create({
      data: {
        ...{
          tenantId: ctx.scope.tenantId,
          calendarId,
          number,
          clientId,
          effectiveFrom: dateColumn(effectiveFrom),
          rules,
        },
        ...{ reason, author: ctx.actor.name, createdAt: ctx.now },
      },
    })
    await reachClocks(ctx, { clientId, siteIds, fromDay: effectiveFrom })
    return audited(
      { calendarId, number },
      {
        subject: { kind: 'calendar', id: calendarId, name },
        clientId,
        after: { number, effectiveFrom, rules },
        ...(reason && { reason }),
      },
    )
  },
)
