import { z } from 'zod'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { zId } from '@/lib/ids'
import { query } from '../define'

interface CalendarRecord {
  id: string
  clientId: string
  name: string
  versions: number
  createdAt: Date
}

const SELECT = `
SELECT k.id, k.client_id AS "clientId", k.name, k.created_at AS "createdAt",
  (SELECT count(*)::int FROM calendar_version v WHERE v.tenant_id = k.tenant_id AND v.calendar_id = k.id) AS versions
FROM calendar k
WHERE k.tenant_id = :tenant AND k.client_id = ANY(:clients) AND ($1::uuid IS NULL OR k.id > $1) AND ($2::uuid IS NULL OR k.client_id = $2)
ORDER BY k.id LIMIT $3`

/** Calendars inside the scope, oldest first. */
export const pageCalendars = query(
  { action: 'calendar.page', can: 'client.read', input: z.strictObject({ ...pageInput, clientId: zId.optional() }) },
  async (ctx, { cursor, limit, clientId }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const rows = await ctx.sql<CalendarRecord>(SELECT, [after?.[0] ?? null, clientId ?? null, limit + 1])
    return toPage(rows, limit, ({ id }) => [id])
  },
)
