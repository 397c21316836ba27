import type { Place } from '@/domain/calendar/inherit'
import type { Sql } from '@/infra/db'

/** A site, area or line with what was assigned to it, oldest date first. */
export interface CalendarPlace extends Place {
  level: 'site' | 'area' | 'line'
  name: string
  siteId: string
  parentId: string | null
  zone: string
  assignments: AssignedCalendar[]
}

export interface AssignedCalendar {
  effectiveFrom: string
  calendarId: string | null
  author: string
  reason: string | null
}

/** Sites with their areas and lines, in the order of a tree. */
const PLACES = `
WITH places AS (
  SELECT s.id, 'site' AS level, s.name, s.id AS "siteId", NULL::uuid AS "parentId", s.zone, s.name AS site, '' AS path
  FROM site s WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.client_id = $1::uuid
  UNION ALL
  SELECT e.id, e.level::text, e.name, e.site_id, e.parent_id, s.zone, s.name, e.path
  FROM equipment_node e JOIN site s ON s.tenant_id = e.tenant_id AND s.id = e.site_id
  WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.client_id = $1::uuid
)
SELECT p.id, p.level, p.name, p."siteId", p."parentId", p.zone, coalesce((
    SELECT json_agg(json_build_object('effectiveFrom', a.effective_from::text, 'calendarId', a.calendar_id, 'author', a.author,
      'reason', a.reason) ORDER BY a.effective_from, a.created_at, a.id)
    FROM calendar_assignment a WHERE a.tenant_id = :tenant AND coalesce(a.equipment_id, a.site_id) = p.id
  ), '[]'::json) AS assignments
FROM places p ORDER BY p.site, p."siteId", p.path`

/** Every place of a client. */
export function loadPlaces(sql: Sql, clientId: string): Promise<CalendarPlace[]> {
  return sql<CalendarPlace>(PLACES, [clientId])
}

/** The place and what stands above it, nearest first. */
export function chainOf(places: readonly CalendarPlace[], id: string): CalendarPlace[] {
  const byId = new Map(places.map((place) => [place.id, place]))
  const chain: CalendarPlace[] = []
  for (let place = byId.get(id); place; ) {
    chain.push(place)
    const above = place.level === 'site' ? null : (place.parentId ?? place.siteId)
    place = above === null ? undefined : byId.get(above)
  }
  return chain
}
