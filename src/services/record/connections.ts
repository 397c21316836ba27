import { z } from 'zod'
import type { ConnectionHealth } from '@/domain/connection/pace'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'

interface ConnectionRecord {
  id: string
  clientId: string
  sourceId: string
  product: 'n8n'
  name: string
  isPaused: boolean
  health: ConnectionHealth
  problem: string | null
  lastOkAt: Date | null
  nextSyncAt: Date
  runsCopied: number
  gaps: number
}

const SELECT = `
SELECT c.id, c.client_id AS "clientId", c.source_id AS "sourceId", c.product::text, c.name, c.is_paused AS "isPaused", c.health::text, c.problem,
  c.last_ok_at AS "lastOkAt", c.next_sync_at AS "nextSyncAt", c.runs_copied::float8 AS "runsCopied", c.gaps
FROM connection c WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients)`

/** Connections inside the scope, oldest first. */
export const pageConnections = query(
  {
    action: 'connection.page',
    can: 'workflow.read',
    input: z.strictObject({ ...pageInput, clientId: zId.optional() }),
  },
  async (ctx, { cursor, limit, clientId }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const rows = await ctx.sql<ConnectionRecord>(
      `${SELECT} AND ($1::uuid IS NULL OR c.id > $1) AND ($2::uuid IS NULL OR c.client_id = $2) ORDER BY c.id LIMIT $3`,
      [after?.[0] ?? null, clientId ?? null, limit + 1],
    )
    return toPage(rows, limit, ({ id }) => [id])
  },
)

/** One connection. */
export const readConnectionRecord = query(
  { action: 'connection.record', can: 'workflow.read', input: z.strictObject({ connectionId: zId }) },
  async (ctx, { connectionId }) => {
    const [row] = await ctx.sql<ConnectionRecord>(`${SELECT} AND c.id = $1`, [connectionId])
    if (!row) throw notFound('connection')
    return row
  },
)
