import { z } from 'zod'
import { localDay } from '@/domain/calendar/day'
import { explainMinute } from '@/domain/calendar/explain'
import { inheritance, resolveCalendar } from '@/domain/calendar/inherit'
import { AppError, notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { QueryContext } from '../context'
import { query } from '../define'
import { loadVersions } from './load'
import { chainOf, loadPlaces } from './place'

const ExplainInput = z.strictObject({
  at: z.coerce.date('at: must be an instant, e.g. 2026-10-25T02:30:00+01:00'),
  placeKind: z.enum(
    ['site', 'equipment', 'workflow'],
    'placeKind: must be site, equipment (an area or line) or workflow',
  ),
  placeId: zId,
})

interface AskedPlace {
  placeId: string | null
  clientId: string
}

const BY_SITE = `SELECT s.id AS "placeId", s.client_id AS "clientId" FROM site s
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.id = $1::uuid`
const BY_EQUIPMENT = `SELECT e.id AS "placeId", e.client_id AS "clientId" FROM equipment_node e
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.id = $1::uuid`
const BY_WORKFLOW = `SELECT coalesce(w.equipment_id, w.site_id, p.site_id) AS "placeId", w.client_id AS "clientId"
FROM workflow w LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.id = $1::uuid`

const PLACE = {
  site: { text: BY_SITE, noun: 'site' },
  equipment: { text: BY_EQUIPMENT, noun: 'area or line' },
  workflow: { text: BY_WORKFLOW, noun: 'workflow' },
} as const

async function askedPlace(ctx: QueryContext, input: z.output<typeof ExplainInput>) {
  const { text, noun } = PLACE[input.placeKind]
  const [asked] = await ctx.sql<AskedPlace>(text, [input.placeId])
  if (!asked) throw notFound(noun)
  if (!asked.placeId) throw new AppError('CONFLICT', 'This workflow belongs to no site, so it has no plant calendar.')
  return { placeId: asked.placeId, clientId: asked.clientId }
}

/** Why an instant counts as working time at a place, or does not: the rule, its calendar, and the place that chose it. */
export const explainCalendar = query(
  { action: 'calendar.explain', can: 'client.read', input: ExplainInput },
  async (ctx, input) => {
    const { placeId, clientId } = await askedPlace(ctx, input)
    const places = await loadPlaces(ctx.sql, clientId)
    const chain = chainOf(places, placeId)
    const zone = chain[0]?.zone ?? 'UTC'
    const ids = chain.flatMap(({ assignments }) => assignments.flatMap(({ calendarId }) => calendarId ?? []))
    const names = await ctx.sql<{ id: string; name: string }>(
      `SELECT k.id, k.name FROM calendar k WHERE k.tenant_id = :tenant AND k.client_id = ANY(:clients) AND k.id = ANY($1::uuid[])`,
      [ids],
    )
    const versions = await loadVersions(ctx.sql, new Map(names.map(({ id, name }) => [id, name])))
    const day = localDay(zone, input.at)
    const deciding = inheritance(chain).findLast(({ effectiveFrom }) => effectiveFrom <= day)
    const from = chain.find(({ id }) => id === deciding?.placeId)
    return {
      ...explainMinute(resolveCalendar(zone, chain, versions), input.at),
      at: input.at,
      place: chain[0]?.name ?? '',
      /** the place whose assignment holds; null: nobody assigned a calendar, always open */
      assignedAt: from ? { level: from.level, name: from.name } : null,
      calendarId: deciding?.calendarId ?? null,
    }
  },
)
export type CalendarExplanation = Awaited<ReturnType<typeof explainCalendar>>
