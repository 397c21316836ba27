import { z } from 'zod'
import { standingOf } from '@/domain/maintenance/lifecycle'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { MAINTENANCE_ROWS, type MaintenanceRow, planOfRow, scopeOfRow } from './rows'

/** Maintenance windows inside the scope, oldest first. */
export const pageMaintenance = query(
  { action: 'maintenance.page', can: 'client.read', input: z.strictObject({ ...pageInput, clientId: zId.optional() }) },
  async (ctx, { cursor, limit, clientId }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const text = `${MAINTENANCE_ROWS} AND ($1::uuid IS NULL OR m.id > $1) AND ($2::uuid IS NULL OR m.client_id = $2) ORDER BY m.id LIMIT $3`
    const rows = await ctx.sql<MaintenanceRow>(text, [after?.[0] ?? null, clientId ?? null, limit + 1])
    const records = rows.map((row) => {
      const { id, clientId: owner, number, title, revision, work, createdAt, requestedAt, approvedAt } = row
      const plan = planOfRow(row)
      const status = standingOf(row.status, plan, ctx.now)
      return {
        id,
        clientId: owner,
        number,
        title,
        status,
        revision,
        work,
        scope: scopeOfRow(row),
        plan,
        createdAt,
        requestedAt,
        approvedAt,
      }
    })
    return toPage(records, limit, ({ id }) => [id])
  },
)
