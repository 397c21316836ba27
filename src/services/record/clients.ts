import { z } from 'zod'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { zId } from '@/lib/ids'
import { query } from '../define'
import type { ClientRecord } from './schema'

const SELECT = `
SELECT c.id, c.slug, c.name, c.portal_public AS "portalPublic", c.archived_at AS "archivedAt", c.created_at AS "createdAt"
FROM client c
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND ($1::uuid IS NULL OR c.id > $1)
ORDER BY c.id LIMIT $2`

/** Clients inside the scope, oldest first, archived ones included. */
export const pageClients = query(
  { action: 'client.page', can: 'client.read', input: z.strictObject(pageInput) },
  async (ctx, { cursor, limit }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const rows = await ctx.sql<ClientRecord>(SELECT, [after?.[0] ?? null, limit + 1])
    return toPage(rows, limit, ({ id }) => [id])
  },
)
