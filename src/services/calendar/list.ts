import { z } from 'zod'
import { localDay, monthSpan } from '@/domain/calendar/day'
import { openMs } from '@/domain/calendar/elapsed'
import { inheritance } from '@/domain/calendar/inherit'
import { alwaysOpen } from '@/domain/calendar/schema'
import { zSlug } from '@/domain/client/schema'
import { notFound } from '@/lib/errors'
import { loadClients } from '@/services/board/clients'
import { query } from '../define'
import { loadVersions } from './load'
import { chainOf, loadPlaces } from './place'

const ListInput = z.strictObject({
  client: zSlug.nullish().transform((slug) => slug ?? null),
})

export interface CalendarLine {
  id: string
  name: string
  client: { slug: string; name: string }
  /** the version in force today, and the next that is planned */
  current: { label: string; effectiveFrom: string } | null
  next: { effectiveFrom: string } | null
  shifts: number
  /** places that follow it today, by themselves or from above */
  places: string[]
  /** open time of this month in the first of those places' zone, or in UTC */
  monthMs: number
  zone: string
}

export interface UncoveredSite {
  name: string
  client: { slug: string; name: string }
}

interface CalendarRow {
  id: string
  name: string
  clientId: string
}

const CALENDARS = `
SELECT c.id, c.name, c.client_id AS "clientId" FROM calendar c
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.client_id = $1::uuid ORDER BY c.name`

/** Calendars of every client within the scope, who follows them, and the sites that follow none. */
export const listCalendars = query(
  { action: 'calendar.list', can: 'client.read', input: ListInput },
  async (ctx, input) => {
    const clients = await loadClients(ctx)
    const wanted = input.client === null ? clients : clients.filter(({ slug }) => slug === input.client)
    if (input.client && wanted.length === 0) throw notFound('client')
    const rows: CalendarLine[] = []
    const uncovered: UncoveredSite[] = []
    for (const { id: clientId, slug, name } of wanted) {
      const client = { slug, name }
      const calendars = await ctx.sql<CalendarRow>(CALENDARS, [clientId])
      const places = await loadPlaces(ctx.sql, clientId)
      const versions = await loadVersions(ctx.sql, new Map(calendars.map((calendar) => [calendar.id, calendar.name])))
      const followed = places.map((place) => {
        const today = localDay(place.zone, ctx.now)
        const deciding = inheritance(chainOf(places, place.id)).findLast(({ effectiveFrom }) => effectiveFrom <= today)
        return { place, calendarId: deciding?.calendarId ?? null }
      })
      for (const { place, calendarId } of followed)
        if (place.level === 'site' && calendarId === null) uncovered.push({ name: place.name, client })
      for (const calendar of calendars) {
        const here = followed.filter(({ calendarId }) => calendarId === calendar.id).map(({ place }) => place)
        const zone = here[0]?.zone ?? places[0]?.zone ?? 'UTC'
        const today = localDay(zone, ctx.now)
        const own = versions.get(calendar.id) ?? []
        const current = own.findLast(({ effectiveFrom }) => effectiveFrom <= today) ?? null
        const month = monthSpan(zone, today.slice(0, 7))
        rows.push({
          ...{ id: calendar.id, name: calendar.name, client, zone },
          current: current && { label: current.label, effectiveFrom: current.effectiveFrom },
          next: own.find(({ effectiveFrom }) => effectiveFrom > today) ?? null,
          shifts: current?.rules?.shifts.length ?? 0,
          places: here.map((place) => place.name),
          monthMs: openMs(own.length > 0 ? { zone, versions: own } : alwaysOpen(zone), month.from, month.to),
        })
      }
    }
    return { rows, uncovered, clients: clients.map(({ slug, name }) => ({ slug, name })) }
  },
)
