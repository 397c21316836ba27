import { addDays, dayNumber, localDay, weekdayOf } from '@/domain/calendar/day'
import { withTenantSql } from '@/infra/db'
import { addCalendarVersion } from '@/services/calendar/add-version'
import { assignCalendar } from '@/services/calendar/assign'
import { createCalendar } from '@/services/calendar/create'
import { placeWorkflow } from '@/services/calendar/place-workflow'
import type { Caller } from '@/services/context'
import type { SeededPlant } from '../plant'
import { type DemoCalendar, SERVED, SHOP_CALENDARS } from './shop-calendars'

const SINCE = '2026-01-01'

interface Places {
  siteId: string
  nodes: ReadonlyMap<string, string>
}

async function placesOf(owner: Caller, clientId: string): Promise<Places> {
  const rows = await withTenantSql(owner.scope, (sql) =>
    sql<{ siteId: string; id: string | null; slug: string | null }>(
      `SELECT s.id AS "siteId", e.id, e.slug FROM site s LEFT JOIN equipment_node e ON e.tenant_id = s.tenant_id AND e.site_id = s.id
       WHERE s.tenant_id = :tenant AND s.client_id = $1`,
      [clientId],
    ),
  )
  const [first] = rows
  if (!first) throw new Error('a plant has a site')
  return { siteId: first.siteId, nodes: new Map(rows.flatMap(({ id, slug }) => (id && slug ? [[slug, id]] : []))) }
}

/** The Saturday after the next one: planned, not yet in force. */
function nextSaturday(zone: string, now: Date): string {
  const today = localDay(zone, now)
  return addDays(today, ((6 - weekdayOf(dayNumber(today)) + 7) % 7) + 7)
}

async function seedCalendar(owner: Caller, { plant, clientId }: SeededPlant, calendar: DemoCalendar, places: Places) {
  const { name, place, rules, extra } = calendar
  const { calendarId } = await createCalendar(owner, { clientId, name, effectiveFrom: SINCE, rules })
  const equipmentId = place === null ? null : (places.nodes.get(place) ?? null)
  await assignCalendar(owner, { siteId: places.siteId, equipmentId, calendarId, effectiveFrom: SINCE, reason: null })
  if (!extra) return
  const now = new Date()
  const date = nextSaturday(plant.site.zone, now)
  const changed = { ...rules, exceptions: [{ ...extra, date }] }
  const effectiveFrom = addDays(localDay(plant.site.zone, now), 1)
  await addCalendarVersion(owner, { calendarId, effectiveFrom, rules: changed, basedOn: 1, reason: null })
}

/** When each plant works, and which lines differ from their site. */
export async function seedCalendars(owner: Caller, plants: readonly SeededPlant[]): Promise<void> {
  for (const seeded of plants) {
    const places = await placesOf(owner, seeded.clientId)
    for (const calendar of SHOP_CALENDARS[seeded.plant.slug] ?? []) await seedCalendar(owner, seeded, calendar, places)
    for (const [key, slug] of Object.entries(SERVED)) {
      const workflowId = seeded.workflowIds.get(key)
      const equipmentId = places.nodes.get(slug)
      if (workflowId && equipmentId) await placeWorkflow(owner, { workflowId, equipmentId })
    }
  }
}
