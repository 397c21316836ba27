import { z } from 'zod'
import { localDay } from '@/domain/calendar/day'
import { inheritance } from '@/domain/calendar/inherit'
import { CalendarRules } from '@/domain/calendar/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { QueryContext } from '../context'
import { query } from '../define'
import { chainOf, loadPlaces } from './place'

/** One version as it was written. */
export interface StoredVersion {
  number: number
  effectiveFrom: string
  rules: CalendarRules
  reason: string | null
  author: string
  createdAt: Date
}

interface CalendarHead {
  id: string
  name: string
  clientId: string
  clientName: string
  clientSlug: string
}

/** A place with the calendar it follows today and the place that says so. */
export interface PlaceLine {
  id: string
  siteId: string
  level: 'site' | 'area' | 'line'
  name: string
  zone: string
  /** its own word: a calendar, or null = what stands above */
  own: { calendarId: string; effectiveFrom: string } | null
  planned: { calendarId: string | null; effectiveFrom: string } | null
  follows: { calendarId: string; name: string; from: string; isOwn: boolean } | null
}

const HEAD = `
SELECT k.id, k.name, k.client_id AS "clientId", c.name AS "clientName", c.slug AS "clientSlug"
FROM calendar k JOIN client c ON c.tenant_id = k.tenant_id AND c.id = k.client_id
WHERE k.tenant_id = :tenant AND k.client_id = ANY(:clients) AND k.id = $1::uuid`

const VERSIONS = `
SELECT v.number, v.effective_from::text AS "effectiveFrom", v.rules, v.reason, v.author, v.created_at AS "createdAt"
FROM calendar_version v WHERE v.tenant_id = :tenant AND v.calendar_id = $1::uuid ORDER BY v.number`

const NAMES = `
SELECT k.id, k.name FROM calendar k WHERE k.tenant_id = :tenant AND k.client_id = ANY(:clients) AND k.client_id = $1::uuid ORDER BY k.name`

/** Who follows what today, and why: the tree of a client's places. */
async function placeLines(
  ctx: QueryContext,
  clientId: string,
  names: ReadonlyMap<string, string>,
): Promise<PlaceLine[]> {
  const places = await loadPlaces(ctx.sql, clientId)
  const nameOf = new Map(places.map(({ id, name }) => [id, name]))
  return places.map((place) => {
    const { id, siteId, level, name, zone, assignments } = place
    const today = localDay(zone, ctx.now)
    const own = assignments.findLast(({ effectiveFrom }) => effectiveFrom <= today)
    const deciding = inheritance(chainOf(places, id)).findLast(({ effectiveFrom }) => effectiveFrom <= today)
    const { calendarId, placeId } = deciding ?? { calendarId: null, placeId: null }
    return {
      ...{ id, siteId, level, name, zone },
      own: own?.calendarId ? { calendarId: own.calendarId, effectiveFrom: own.effectiveFrom } : null,
      planned: assignments.find(({ effectiveFrom }) => effectiveFrom > today) ?? null,
      follows:
        calendarId && placeId
          ? { calendarId, name: names.get(calendarId) ?? '', from: nameOf.get(placeId) ?? '', isOwn: placeId === id }
          : null,
    }
  })
}

/** A calendar with every version and the places that follow it. */
export const getCalendar = query(
  { action: 'calendar.get', can: 'client.read', input: z.strictObject({ calendarId: zId }) },
  async (ctx, { calendarId }) => {
    const [head] = await ctx.sql<CalendarHead>(HEAD, [calendarId])
    if (!head) throw notFound('calendar')
    const rows = await ctx.sql<Omit<StoredVersion, 'rules'> & { rules: unknown }>(VERSIONS, [calendarId])
    const names = await ctx.sql<{ id: string; name: string }>(NAMES, [head.clientId])
    const places = await placeLines(ctx, head.clientId, new Map(names.map(({ id, name }) => [id, name])))
    const here = places.find(({ follows }) => follows?.calendarId === calendarId) ?? places[0]
    return {
      ...head,
      /** the zone it is shown in: of the first place that follows it */
      zone: here?.zone ?? 'UTC',
      now: ctx.now,
      versions: rows.map((row): StoredVersion => ({ ...row, rules: CalendarRules.parse(row.rules) })),
      places,
    }
  },
)
export type CalendarPage = Awaited<ReturnType<typeof getCalendar>>
