import { z } from 'zod'
import { localDay } from '@/domain/calendar/day'
import { CalendarRules } from '@/domain/calendar/schema'
import { SiteInput, zName } from '@/domain/client/schema'
import { zId } from '@/lib/ids'
import { assignCalendar } from '../calendar/assign'
import { createCalendar } from '../calendar/create'
import { mutation, unchanged } from '../define'
import { createSite } from '../site/create'

const input = SiteInput.extend({
  clientId: zId,
  /** null: the plant never closes */
  calendar: z.strictObject({ name: zName('calendar.name'), rules: CalendarRules }).nullable(),
})

interface AddedPlant {
  siteId: string
  calendarId: string | null
}

/** A plant and the hours it works, in one go: the site, its calendar from today on, and the site following it. */
export const addPlant = mutation(
  { action: 'onboarding.add-plant', can: 'client.manage', input },
  async (ctx, { calendar, ...site }) => {
    const { siteId } = await createSite.within(ctx, site)
    if (!calendar) return unchanged<AddedPlant>({ siteId, calendarId: null }, 'site.create is the record')
    const { clientId, zone } = site
    const effectiveFrom = localDay(zone, ctx.now)
    const { calendarId } = await createCalendar.within(ctx, { clientId, effectiveFrom, ...calendar })
    await assignCalendar.within(ctx, { siteId, equipmentId: null, calendarId, effectiveFrom, reason: null })
    return unchanged<AddedPlant>(
      { siteId, calendarId },
      'site.create, calendar.create and calendar.assign are the record',
    )
  },
)
