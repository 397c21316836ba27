import { localDay } from '@/domain/calendar/day'
import { addMonths } from '@/domain/calendar/year'
import type { Sql } from '@/infra/db'
import { notFound } from '@/lib/errors'

interface Frame {
  clientId: string
  slug: string
  clientName: string
  city: string
  zone: string
  createdAt: Date
  hiddenProcessIds: string[]
}

const READ = `
SELECT c.id AS "clientId", c.slug, c.name AS "clientName", coalesce(s.city, '') AS city, coalesce(s.zone, 'UTC') AS zone,
  c.created_at AS "createdAt", coalesce(p.hidden_process_ids, '{}') AS "hiddenProcessIds"
FROM client c
LEFT JOIN portal p ON p.tenant_id = c.tenant_id AND p.client_id = c.id
LEFT JOIN LATERAL (SELECT city, zone FROM site s WHERE s.tenant_id = c.tenant_id AND s.client_id = c.id
                    ORDER BY s.created_at LIMIT 1) s ON true
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND ($1::uuid IS NULL OR c.id = $1)`

/** Whose portal it is: the plant's name, place and clock, and what it keeps to itself. */
export async function loadFrame(sql: Sql, clientId: string | null = null): Promise<Frame> {
  const [frame] = await sql<Frame>(READ, [clientId])
  if (!frame) throw notFound('portal')
  return frame
}

const MONTHS_KEPT = 13

/** Months of the plant's clock that have a page: this one, back to the client's first, at most a year. */
export function monthsSince({ zone, createdAt }: Pick<Frame, 'zone' | 'createdAt'>, now: Date): string[] {
  const [first, last] = [localDay(zone, createdAt).slice(0, 7), localDay(zone, now).slice(0, 7)]
  const months: string[] = []
  for (let month = last; month >= first && months.length < MONTHS_KEPT; month = addMonths(month, -1)) months.push(month)
  return months
}
