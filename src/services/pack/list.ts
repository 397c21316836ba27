import { z } from 'zod'
import { query } from '../define'
import { loadPacks, type PackRow } from './store'

const PACKS_MAX = 200

export interface PackPage {
  rows: PackRow[]
  /** frozen months, the latest first: what a pack can be built of */
  frozen: { clientId: string; clientName: string; month: string; revision: number }[]
}

const FROZEN = `
SELECT f.client_id AS "clientId", c.name AS "clientName", f.month,
  coalesce((SELECT max(a.number) FROM month_addendum a WHERE a.tenant_id = :tenant AND a.client_id = f.client_id AND a.month = f.month), 0) AS revision
FROM month_freeze f JOIN client c ON c.tenant_id = f.tenant_id AND c.id = f.client_id
WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) ORDER BY f.month DESC, c.name LIMIT 500`

/** Evidence packs, and the frozen months that one can be built of. */
export const listPacks = query(
  { action: 'pack.list', can: 'pack.export', input: z.strictObject({}) },
  async (ctx): Promise<PackPage> => ({
    rows: await loadPacks(ctx.sql, { id: null, limit: PACKS_MAX }),
    frozen: await ctx.sql<PackPage['frozen'][number]>(FROZEN),
  }),
)
