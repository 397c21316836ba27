import { addCalendarVersion } from '@/services/calendar/add-version'
import { assignCalendar } from '@/services/calendar/assign'
import { createCalendar } from '@/services/calendar/create'
import { explainCalendar } from '@/services/calendar/explain'
import { getCalendar } from '@/services/calendar/get'
import { listCalendars } from '@/services/calendar/list'
import { placeWorkflow } from '@/services/calendar/place-workflow'
import { previewCalendarVersion } from '@/services/calendar/preview'
import { readCalendarHolidays } from '@/services/calendar/read-holidays'
import { renameCalendar } from '@/services/calendar/rename'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const calendarRouter = router({
  list: queryOf(listCalendars),
  get: queryOf(getCalendar),
  explain: queryOf(explainCalendar),
  preview: queryOf(previewCalendarVersion),
  readHolidays: queryOf(readCalendarHolidays),
  create: mutationOf(createCalendar),
  rename: mutationOf(renameCalendar),
  addVersion: mutationOf(addCalendarVersion),
  assign: mutationOf(assignCalendar),
  placeWorkflow: mutationOf(placeWorkflow),
})
