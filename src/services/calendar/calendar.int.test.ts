import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { localDay } from '@/domain/calendar/day'
import { isOpen } from '@/domain/calendar/expand'
import { CalendarRules } from '@/domain/calendar/schema'
import { closePools, withTenantSql } from '@/infra/db'
import { lastAudit } from '@/testing/audit-rows'
import { type CastPartner, castPartner, type UserCaller } from '@/testing/cast'
import { type Manufacturer, makeManufacturer } from '@/testing/factories'
import { addCalendarVersion } from './add-version'
import { assignCalendar } from './assign'
import { createCalendar } from './create'
import { explainCalendar } from './explain'
import { getCalendar } from './get'
import { listCalendars } from './list'
import { loadCalendars, loadWorkflowCalendars } from './load'
import { placeWorkflow } from './place-workflow'
import { previewCalendarVersion } from './preview'
import { readCalendarHolidays } from './read-holidays'
import { renameCalendar } from './rename'

let partner: CastPartner
let ada: UserCaller
let made: Manufacturer
beforeAll(async () => {
  partner = await castPartner()
  ada = partner.ada
})
beforeEach(async () => {
  made = await makeManufacturer(ada)
})
afterAll(closePools)

const DAY = CalendarRules.parse({ shifts: [{ name: 'Day', days: [1, 2, 3, 4, 5], from: '06:00', to: '14:00' }] })
const NIGHT = CalendarRules.parse({ shifts: [{ name: 'Night', days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' }] })
const ALWAYS = CalendarRules.parse({
  shifts: [{ name: 'All', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
})
/** A Tuesday in the past and one far ahead. */
const [PAST_NIGHT, FUTURE_NIGHT] = [new Date('2026-03-10T01:00:00Z'), new Date('2028-03-07T01:00:00Z')]

const make = (name: string, rules: CalendarRules, effectiveFrom = '2026-01-01') =>
  createCalendar(ada, { clientId: made.clientId, name, effectiveFrom, rules })
const assign = (calendarId: string | null, equipmentId: string | null = null, effectiveFrom = '2026-01-01') =>
  assignCalendar(ada, { siteId: made.siteId, equipmentId, calendarId, effectiveFrom, reason: null })
const plantOf = async () => {
  const calendars = await withTenantSql(ada.scope, (sql) => loadCalendars(sql, [made.siteId]))
  const calendar = calendars.get(made.siteId)
  if (!calendar) throw new Error('no such site')
  return calendar
}
const workflowPlant = async () => {
  const calendars = await withTenantSql(ada.scope, (sql) => loadWorkflowCalendars(sql, [made.workflowId]))
  const calendar = calendars.get(made.workflowId)
  if (!calendar) throw new Error('no such workflow')
  return calendar
}

describe('calendars', () => {
  it('are followed from a date on, by line before area before site; always open where nobody says anything', async () => {
    expect((await plantOf()).versions).toEqual([])
    const [day, night] = [await make('Day', DAY), await make('Night', NIGHT)]
    await assign(day.calendarId)
    expect(isOpen(await plantOf(), PAST_NIGHT)).toBe(false)
    expect(isOpen(await plantOf(), new Date('2025-03-11T01:00:00Z'))).toBe(true)
    await assign(night.calendarId, made.areaId)
    await placeWorkflow(ada, { workflowId: made.workflowId, equipmentId: made.lineId })
    expect(isOpen(await workflowPlant(), PAST_NIGHT)).toBe(true)
    const { places, name } = await getCalendar(ada, { calendarId: night.calendarId })
    const line = places.find(({ id }) => id === made.lineId)
    expect(name).toBe('Night')
    expect(line).toMatchObject({ own: null, follows: { calendarId: night.calendarId, isOwn: false } })
    const { rows } = await listCalendars(ada, { client: made.slug })
    expect(rows.map((row) => [row.name, row.places.length])).toEqual([
      ['Day', 1],
      ['Night', 2],
    ])
  })

  it('a version changes nothing before its date, and what is loaded again is the new one', async () => {
    const { calendarId } = await make('Works', DAY)
    await assign(calendarId)
    const before = await plantOf()
    await addCalendarVersion(ada, { calendarId, effectiveFrom: '2028-01-01', rules: NIGHT, basedOn: 1, reason: null })
    const after = await plantOf()
    expect(isOpen(before, FUTURE_NIGHT)).toBe(false)
    expect([isOpen(after, PAST_NIGHT), isOpen(after, FUTURE_NIGHT)]).toEqual([false, true])
    expect(after.versions.at(-1)?.label).toBe('Works, version 2')
    expect((await lastAudit(ada, 'calendar.addVersion'))?.after).toMatchObject({ number: 2 })
  })

  it('the past is corrected openly: with a reason, by a new version', async () => {
    const { calendarId } = await make('Works', DAY)
    await assign(calendarId)
    const late = { calendarId, effectiveFrom: '2026-02-01', rules: NIGHT, basedOn: 1 }
    await expect(addCalendarVersion(ada, { ...late, reason: null })).rejects.toMatchObject({ code: 'INVALID' })
    await addCalendarVersion(ada, { ...late, reason: 'The works council agreed in January' })
    expect(isOpen(await plantOf(), PAST_NIGHT)).toBe(true)
    await expect(assign(null, null, '2026-02-01')).rejects.toMatchObject({ code: 'INVALID' })
  })

  it('two people at once: the second is told', async () => {
    const { calendarId } = await make('Works', DAY)
    const version = { calendarId, effectiveFrom: '2028-01-01', rules: NIGHT, basedOn: 1, reason: null }
    const both = await Promise.allSettled([addCalendarVersion(ada, version), addCalendarVersion(ada, version)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(addCalendarVersion(ada, version)).rejects.toMatchObject({ code: 'CONFLICT' })
    await make('Other', DAY)
    await expect(renameCalendar(ada, { calendarId, name: 'Other' })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('a calendar of another client, or of another partner, is not there', async () => {
    const other = await makeManufacturer(ada)
    const { calendarId } = await createCalendar(ada, {
      clientId: other.clientId,
      name: 'X',
      effectiveFrom: '2026-01-01',
      rules: DAY,
    })
    await expect(assign(calendarId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const mallory = await castPartner()
    await expect(getCalendar(mallory.ada, { calendarId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('explains a minute with the place that chose the calendar', async () => {
    const { calendarId } = await make('Works', DAY)
    await assign(calendarId)
    const explained = await explainCalendar(ada, { at: PAST_NIGHT, placeKind: 'workflow', placeId: made.workflowId })
    expect(explained).toMatchObject({
      isOpen: false,
      rule: { kind: 'no_shift' },
      assignedAt: { level: 'site' },
      calendarId,
    })
    const before = await explainCalendar(ada, {
      at: new Date('2025-03-11T01:00:00Z'),
      placeKind: 'site',
      placeId: made.siteId,
    })
    expect(before).toMatchObject({ isOpen: true, rule: { kind: 'always' }, assignedAt: null })
  })

  it('shows what a version would change, and what a file of holidays holds, before anything is stored', async () => {
    const { calendarId } = await make('Works', DAY)
    const asked = { calendarId, effectiveFrom: '2028-01-01', rules: ALWAYS, zone: 'Europe/Berlin' }
    const { months, changedDays, needsReason } = await previewCalendarVersion(ada, asked)
    expect(months[0]).toEqual({ month: '2028-01', beforeMs: 21 * 8 * 3_600_000, afterMs: 31 * 24 * 3_600_000 })
    expect([changedDays, needsReason]).toEqual([366, false])
    const ics =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270501\nSUMMARY:Tag der Arbeit\nEND:VEVENT\nEND:VCALENDAR'
    const read = await readCalendarHolidays(ada, { ics, fromDay: '2027-01-01', toDay: '2027-12-31' })
    expect(read).toEqual({ holidays: [{ date: '2027-05-01', name: 'Tag der Arbeit' }], skipped: [] })
    await expect(
      readCalendarHolidays(ada, { ics: 'no', fromDay: '2027-01-01', toDay: '2027-12-31' }),
    ).rejects.toMatchObject({ code: 'INVALID' })
    expect((await getCalendar(ada, { calendarId })).versions).toHaveLength(1)
  })

  it('what changes reaches the clocks of the site: days are marked, workflows are looked at', async () => {
    const { calendarId } = await make('Works', DAY)
    const today = localDay('Europe/Berlin', new Date())
    await assign(calendarId, null, today)
    const marks = await withTenantSql(ada.scope, (sql) =>
      sql<{ reason: string }>('SELECT d.reason FROM dirty_day d WHERE d.tenant_id = :tenant AND d.client_id = $1', [
        made.clientId,
      ]),
    )
    expect(marks.map(({ reason }) => reason)).toContain('calendar')
  })
})
