import { ownClient } from '@/infra/db'
import { notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

export interface HeldCalendar {
  id: string
  clientId: string
  name: string
  /** number of the latest version */
  latest: number
  /** zones of the places that follow it, directly or did once */
  zones: string[]
  siteIds: string[]
}

/** A calendar inside the scope, held until commit: versions are numbered one after the other. */
export async function holdCalendar(ctx: MutationContext, id: string): Promise<HeldCalendar> {
  const [row] = await ctx.sql<{ id: string; clientId: string; name: string }>(
    `SELECT c.id, c.client_id AS "clientId", c.name FROM calendar c
     WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid FOR UPDATE`,
    [id],
  )
  if (!row) throw notFound('calendar')
  const where = { ...ownClient(ctx), calendarId: id }
  const last = await ctx.tx.calendarVersion.aggregate({ where, _max: { number: true } })
  const sites = await ctx.sql<{ id: string; zone: string }>(
    `SELECT DISTINCT s.id, s.zone FROM calendar_assignment a JOIN site s ON s.tenant_id = a.tenant_id AND s.id = a.site_id
     WHERE a.tenant_id = :tenant AND a.calendar_id = $1::uuid`,
    [id],
  )
  return {
    ...row,
    latest: last._max.number ?? 0,
    zones: [...new Set(sites.map(({ zone }) => zone))],
    siteIds: sites.map((site) => site.id),
  }
}

/** A `date` column from a local date. */
export function dateColumn(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
