import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { localDay } from '@/domain/calendar/day'
import { zSlug } from '@/domain/client/schema'
import { query } from '../define'
import { loadMonths, type MonthRow } from './list'

interface ClientRow {
  id: string
  slug: string
  name: string
  zone: string
  isAutomatic: boolean
  since: Date
}

const CLIENTS = `
SELECT c.id, c.slug, c.name, c.created_at AS since,
  coalesce((SELECT k.zone FROM contract k WHERE k.tenant_id = c.tenant_id AND k.client_id = c.id ORDER BY k.archived_at DESC NULLS FIRST LIMIT 1),
    (SELECT s.zone FROM site s WHERE s.tenant_id = c.tenant_id AND s.client_id = c.id ORDER BY s.created_at, s.id LIMIT 1), 'UTC') AS zone,
  coalesce((SELECT m.is_automatic FROM month_setting m WHERE m.tenant_id = c.tenant_id AND m.client_id = c.id), false) AS "isAutomatic"
FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL ORDER BY c.name, c.id`

/** A client's months: the open one, those that ended and wait, and what was frozen. Newest first. */
export interface ClientMonths {
  clientId: string
  slug: string
  name: string
  isAutomatic: boolean
  /** runs now */
  open: string
  /** ended and not frozen, the last two at most */
  waiting: string[]
  frozen: MonthRow[]
}

/** The month before, as YYYY-MM. */
function monthBefore(month: string): string {
  const [year = 0, of = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, of - 2, 1)).toISOString().slice(0, 7)
}

/** Months of every client in the scope, for the list of statements. */
export const readMonths = query(
  {
    action: 'month.page',
    can: 'client.read',
    input: z.strictObject({ client: zSlug.nullish().transform((slug) => slug ?? null) }),
  },
  async (
    ctx,
    { client },
  ): Promise<{ clients: ClientMonths[]; choices: { slug: string; name: string }[]; mayFreeze: boolean }> => {
    const rows = await ctx.sql<ClientRow>(CLIENTS)
    const frozen = await loadMonths(ctx.sql, null)
    const clients = rows
      .filter(({ slug }) => client === null || slug === client)
      .map(({ id, slug, name, zone, isAutomatic, since }) => {
        const own = frozen.filter(({ clientId }) => clientId === id)
        const open = localDay(zone, ctx.now).slice(0, 7)
        const ended = [monthBefore(open), monthBefore(monthBefore(open))]
        const waiting = ended.filter(
          (month) => month >= localDay(zone, since).slice(0, 7) && !own.some((each) => each.month === month),
        )
        return { clientId: id, slug, name, isAutomatic, open, waiting, frozen: own }
      })
    return {
      clients,
      choices: rows.map(({ slug, name }) => ({ slug, name })),
      mayFreeze: can(ctx.actor, 'month.freeze'),
    }
  },
)
