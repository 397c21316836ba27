import { z } from 'zod'
import { readHolidays } from '@/domain/calendar/ical'
import { zDay } from '@/domain/calendar/schema'
import { AppError } from '@/lib/errors'
import { query } from '../define'

/** Holiday files have some hundred lines; this is room for fifty years. */
const MAX_CHARS = 500_000

const ReadInput = z.strictObject({
  /** the text of an .ics file */
  ics: z.string().max(MAX_CHARS, 'ics: must have at most 500000 characters'),
  /** both included */
  fromDay: zDay,
  toDay: zDay,
})

/** Days off in an iCalendar text between two dates: looked at before they are put into a version. Stores nothing. */
export const readCalendarHolidays = query(
  { action: 'calendar.readHolidays', can: 'calendar.manage', input: ReadInput },
  async (_, { ics, fromDay, toDay }) => {
    if (!/BEGIN:VEVENT/i.test(ics))
      throw new AppError(
        'INVALID',
        'ics: holds no event. Paste the text of an .ics file; it begins with BEGIN:VCALENDAR.',
      )
    return readHolidays(ics, { from: fromDay, to: toDay })
  },
)
