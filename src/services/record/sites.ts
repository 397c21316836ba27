import { z } from 'zod'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { zId } from '@/lib/ids'
import { query } from '../define'
import type { SiteRecord } from './schema'

const SELECT = `
SELECT s.id, s.client_id AS "clientId", s.slug, s.name, s.city, s.zone, s.created_at AS "createdAt"
FROM site s
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND ($1::uuid IS NULL OR s.id > $1) AND ($2::uuid IS NULL OR s.client_id = $2)
ORDER BY s.id LIMIT $3`

const input = z.strictObject({ ...pageInput, clientId: zId.optional() })

/** Plants inside the scope, oldest first. */
export const pageSites = query(
  { action: 'site.page', can: 'client.read', input },
  async (ctx, { cursor, limit, clientId }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const rows = await ctx.sql<SiteRecord>(SELECT, [after?.[0] ?? null, clientId ?? null, limit + 1])
    return toPage(rows, limit, ({ id }) => [id])
  },
)
