import { z } from 'zod'
import { addCalendarVersion } from '@/services/calendar/add-version'
import { assignCalendar } from '@/services/calendar/assign'
import { createCalendar } from '@/services/calendar/create'
import { explainCalendar } from '@/services/calendar/explain'
import { getCalendar } from '@/services/calendar/get'
import { placeWorkflow } from '@/services/calendar/place-workflow'
import { previewCalendarVersion } from '@/services/calendar/preview'
import { pageCalendars } from '@/services/calendar/record'
import { renameCalendar } from '@/services/calendar/rename'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

const zDate = z.string().describe('local date, e.g. 2026-12-24')

const CalendarRecord = z
  .object({ id: z.uuid(), clientId: z.uuid(), name: z.string(), versions: z.int(), createdAt: z.date() })
  .meta({ id: 'Calendar', description: 'Rules for when a plant works.' })

const CalendarDetail = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    clientName: z.string(),
    clientSlug: z.string(),
    name: z.string(),
    zone: z.string().describe('of the first place that follows it'),
    now: z.date(),
    versions: z.array(
      z.object({
        number: z.int(),
        effectiveFrom: zDate,
        rules: z.any().describe('as they were written, every default filled in'),
        reason: z.string().nullable(),
        author: z.string(),
        createdAt: z.date(),
      }),
    ),
    places: z.array(
      z.object({
        id: z.uuid(),
        siteId: z.uuid(),
        level: z.enum(['site', 'area', 'line']),
        name: z.string(),
        zone: z.string(),
        own: z
          .object({ calendarId: z.uuid(), effectiveFrom: zDate })
          .nullable()
          .describe('assigned to the place itself'),
        planned: z.object({ calendarId: z.uuid().nullable(), effectiveFrom: zDate }).nullable(),
        follows: z
          .object({ calendarId: z.uuid(), name: z.string(), from: z.string(), isOwn: z.boolean() })
          .nullable()
          .describe('null: always open; isOwn false: inherited from the place named in `from`'),
      }),
    ),
  })
  .meta({
    id: 'CalendarDetail',
    description: 'A calendar with every version, and what each place of the client follows today.',
  })

const stretch = {
  name: z.string(),
  day: zDate,
  from: z.string(),
  to: z.string(),
  span: z.object({ from: z.date(), to: z.date() }),
}
const DecidingRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['always', 'no_shift']), name: z.literal('') }),
  z.object({ kind: z.enum(['shift', 'exception_open', 'exception_closed']), ...stretch }),
  z.object({ kind: z.enum(['holiday', 'shutdown']), name: z.string(), firstDay: zDate, lastDay: zDate }),
])

const Explanation = z
  .object({
    at: z.date(),
    isOpen: z.boolean().describe('the instant counts as working time'),
    local: z.string().describe('wall clock of the place'),
    zone: z.string(),
    place: z.string(),
    rule: DecidingRule.describe('the rule that decided'),
    insteadOf: z
      .object({ kind: z.enum(['shift', 'holiday', 'shutdown', 'exception_open']), name: z.string() })
      .nullable()
      .describe('what would have held without it'),
    version: z.object({ label: z.string(), effectiveFrom: zDate }).nullable(),
    rotationWeek: z.int().nullable(),
    calendarId: z.uuid().nullable(),
    assignedAt: z
      .object({ level: z.enum(['site', 'area', 'line']), name: z.string() })
      .nullable()
      .describe('the place whose assignment holds; null: always open'),
  })
  .meta({ id: 'CalendarExplanation', description: 'Why an instant counts as working time, or does not.' })

const Difference = z
  .object({
    months: z.array(z.object({ month: z.string(), beforeMs: z.int(), afterMs: z.int() })),
    days: z.array(z.object({ day: zDate, beforeMs: z.int(), afterMs: z.int() })).describe('the first 40'),
    changedDays: z.int(),
    needsReason: z.boolean(),
  })
  .meta({ id: 'CalendarDifference', description: 'What a version would change over twelve months.' })

const PlacedWorkflow = z.object({ workflowId: z.uuid(), equipmentId: z.uuid().nullable() })
const MadeVersion = z.object({ calendarId: z.uuid(), number: z.int() })

export const calendarRoutes: readonly RestRoute[] = [
  route('GET /api/v1/calendars', pageCalendars, pageOf(CalendarRecord), { summary: 'List plant calendars' }),
  route('POST /api/v1/calendars', createCalendar, MadeVersion, { summary: 'Make a plant calendar', status: 201 }),
  route('GET /api/v1/calendars/{calendarId}', getCalendar, CalendarDetail, { summary: 'Read a plant calendar' }),
  route('PATCH /api/v1/calendars/{calendarId}', renameCalendar, z.object({ calendarId: z.uuid() }), {
    summary: 'Rename a plant calendar',
  }),
  route('POST /api/v1/calendars/{calendarId}/versions', addCalendarVersion, MadeVersion, {
    summary: 'Add a version from a local date on',
    description: 'What took effect is never edited: a date that is not in the future needs a reason.',
    status: 201,
  }),
  route('POST /api/v1/calendars/{calendarId}/preview', previewCalendarVersion, Difference, {
    summary: 'See what a version would change',
  }),
  route('POST /api/v1/calendar-assignments', assignCalendar, z.object({ assignmentId: z.uuid() }), {
    summary: 'Let a site, area or line follow a calendar from a local date on',
    status: 201,
  }),
  route('GET /api/v1/calendar-explanations', explainCalendar, Explanation, {
    summary: 'Why does an instant count as working time, or not?',
  }),
  route('PUT /api/v1/workflows/{workflowId}/place', placeWorkflow, PlacedWorkflow, {
    summary: 'Say which area or line a workflow serves',
  }),
]
