import { LRUCache } from 'lru-cache'
import { inheritance, type Place, resolveCalendar } from '@/domain/calendar/inherit'
import { CalendarRules, type CalendarVersion, type PlantCalendar } from '@/domain/calendar/schema'
import type { Sql } from '@/infra/db'

/** Resolved calendars kept by what they were made of, so that their worked-out open time is kept too. */
const kept = new LRUCache<string, PlantCalendar>({ max: 2_000 })

interface AssignmentRow {
  siteId: string
  equipmentId: string | null
  calendarId: string | null
  effectiveFrom: string
}

interface CalendarRow {
  id: string
  name: string
  versions: number
}

interface SiteRow {
  id: string
  zone: string
}

interface PlacesRow {
  sites: SiteRow[] | null
  assignments: AssignmentRow[] | null
  calendars: CalendarRow[] | null
}

/** Which sites: all within the scope, or these. */
const PLACES = `
WITH sites AS (
  SELECT s.id, s.zone FROM site s
  WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND ($1::uuid[] IS NULL OR s.id = ANY($1::uuid[]))
), assignments AS (
  SELECT a.site_id AS "siteId", a.equipment_id AS "equipmentId", a.calendar_id AS "calendarId", a.effective_from::text AS "effectiveFrom"
  FROM calendar_assignment a WHERE a.tenant_id = :tenant AND a.site_id IN (SELECT id FROM sites) ORDER BY a.effective_from, a.created_at, a.id
), calendars AS (
  SELECT c.id, c.name, (SELECT count(*)::int FROM calendar_version v WHERE v.tenant_id = :tenant AND v.calendar_id = c.id) AS versions
  FROM calendar c WHERE c.tenant_id = :tenant AND c.id IN (SELECT "calendarId" FROM assignments)
)
SELECT (SELECT json_agg(sites) FROM sites) AS sites, (SELECT json_agg(assignments) FROM assignments) AS assignments,
  (SELECT json_agg(calendars) FROM calendars) AS calendars`

const VERSIONS = `
SELECT v.calendar_id AS "calendarId", v.number, v.effective_from::text AS "effectiveFrom", v.rules FROM calendar_version v
WHERE v.tenant_id = :tenant AND v.calendar_id = ANY($1::uuid[]) ORDER BY v.effective_from, v.number`

/** Parsed rules per version: a version never changes. */
const versionsKept = new LRUCache<string, CalendarVersion>({ max: 5_000 })

interface VersionRow {
  calendarId: string
  number: number
  effectiveFrom: string
  rules: unknown
}

/** What people call a version: "Two shifts, version 3". */
function versionLabel(name: string, number: number): string {
  return `${name}, version ${number}`
}

function versionOf(row: VersionRow, name: string): CalendarVersion {
  const key = `${row.calendarId} ${row.number} ${name}`
  const known = versionsKept.get(key)
  if (known) return known
  const { effectiveFrom, number } = row
  const version = { effectiveFrom, label: versionLabel(name, number), rules: CalendarRules.parse(row.rules) }
  versionsKept.set(key, version)
  return version
}

/** Versions of calendars, in the order of their dates (the later number wins a date). */
export async function loadVersions(
  sql: Sql,
  names: ReadonlyMap<string, string>,
): Promise<Map<string, CalendarVersion[]>> {
  const rows = names.size > 0 ? await sql<VersionRow>(VERSIONS, [[...names.keys()]]) : []
  const versions = new Map<string, CalendarVersion[]>([...names.keys()].map((id) => [id, []]))
  for (const row of rows) versions.get(row.calendarId)?.push(versionOf(row, names.get(row.calendarId) ?? ''))
  return versions
}

/** The nearest place first, each with its own assignments. */
interface Chain {
  zone: string
  places: Place[]
}

interface Resolver {
  sites: ReadonlyMap<string, SiteRow>
  /** The calendar of a chain of places: site last. */
  resolve(chains: readonly Chain[]): Promise<PlantCalendar[]>
  placeOf(siteId: string, equipmentId: string | null): Place
}

async function openResolver(sql: Sql, siteIds: readonly string[] | null): Promise<Resolver> {
  const [row] = await sql<PlacesRow>(PLACES, [siteIds])
  const sites = new Map((row?.sites ?? []).map((site) => [site.id, site]))
  const calendars = new Map((row?.calendars ?? []).map((calendar) => [calendar.id, calendar]))
  const assigned = new Map<string, AssignmentRow[]>()
  for (const assignment of row?.assignments ?? []) {
    const place = assignment.equipmentId ?? assignment.siteId
    assigned.set(place, [...(assigned.get(place) ?? []), assignment])
  }
  const placeOf = (siteId: string, equipmentId: string | null): Place => {
    const id = equipmentId ?? siteId
    return { id, assignments: assigned.get(id) ?? [] }
  }
  const keyOf = ({ zone, places }: Chain) =>
    JSON.stringify([
      zone,
      inheritance(places).map((s) => [s.effectiveFrom, s.calendarId && calendars.get(s.calendarId)]),
    ])
  const resolve = async (chains: readonly Chain[]) => {
    const keyed = chains.map((chain) => ({ chain, key: keyOf(chain) }))
    const missing = keyed.filter(({ key }) => !kept.has(key))
    const ids = missing.flatMap(({ chain }) =>
      chain.places.flatMap((place) => place.assignments.map((a) => a.calendarId)),
    )
    const names = new Map(ids.flatMap((id) => (id ? [[id, calendars.get(id)?.name ?? ''] as const] : [])))
    const versions = await loadVersions(sql, names)
    for (const { chain, key } of missing) kept.set(key, resolveCalendar(chain.zone, chain.places, versions))
    return keyed.map(({ chain, key }) => kept.get(key) ?? resolveCalendar(chain.zone, chain.places, versions))
  }
  return { sites, resolve, placeOf }
}

/** The calendar of each site, over all its versions and assignments; a site without one is always open. */
export async function loadCalendars(sql: Sql, siteIds?: readonly string[]): Promise<Map<string, PlantCalendar>> {
  const { sites, resolve, placeOf } = await openResolver(sql, siteIds ?? null)
  const chains = [...sites.values()].map(({ id, zone }) => ({ zone, places: [placeOf(id, null)] }))
  const calendars = await resolve(chains)
  return new Map([...sites.keys()].map((id, index) => [id, calendars[index] as PlantCalendar]))
}

interface WorkflowPlace {
  id: string
  siteId: string | null
  equipmentId: string | null
  parentId: string | null
}

const WORKFLOWS = `
SELECT w.id, coalesce(w.site_id, e.site_id, p.site_id) AS "siteId", e.id AS "equipmentId", e.parent_id AS "parentId"
FROM workflow w LEFT JOIN equipment_node e ON e.tenant_id = w.tenant_id AND e.id = w.equipment_id
  LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.id = ANY($1::uuid[])`

/** The calendar of each workflow: of its line → area → site → always open. A workflow without a plant has none. */
export async function loadWorkflowCalendars(
  sql: Sql,
  workflowIds: readonly string[],
): Promise<Map<string, PlantCalendar>> {
  const workflows = await sql<WorkflowPlace>(WORKFLOWS, [workflowIds])
  const siteIds = [...new Set(workflows.flatMap(({ siteId }) => (siteId ? [siteId] : [])))]
  if (siteIds.length === 0) return new Map()
  const { sites, resolve, placeOf } = await openResolver(sql, siteIds)
  const placed = workflows.flatMap(({ id, siteId, equipmentId, parentId }) => {
    const site = siteId === null ? undefined : sites.get(siteId)
    if (!site) return []
    const above = [equipmentId, parentId].flatMap((node) => (node ? [placeOf(site.id, node)] : []))
    return [{ id, zone: site.zone, places: [...above, placeOf(site.id, null)] }]
  })
  const calendars = await resolve(placed)
  return new Map(placed.map(({ id }, index) => [id, calendars[index] as PlantCalendar]))
}
