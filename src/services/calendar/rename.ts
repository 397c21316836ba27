import { z } from 'zod'
import { zName } from '@/domain/client/schema'
import { ownClient } from '@/infra/db'
import { conflict } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { holdCalendar } from './store'

/** Gives a calendar another name. */
export const renameCalendar = mutation(
  {
    action: 'calendar.rename',
    can: 'calendar.manage',
    input: z.strictObject({ calendarId: zId, name: zName('name') }),
  },
  async (ctx, { calendarId, name }) => {
    const calendar = await holdCalendar(ctx, calendarId)
    if (calendar.name === name) return unchanged({ calendarId }, 'the name is the same')
    const where = { ...ownClient(ctx), id: calendarId }
    const { count } = await ctx.tx.calendar.updateMany({ where, data: { name } })
    if (count === 0) throw conflict('calendar')
    return audited(
      { calendarId },
      {
        subject: { kind: 'calendar', id: calendarId, name },
        clientId: calendar.clientId,
        before: { name: calendar.name },
        after: { name },
      },
    )
  },
)
