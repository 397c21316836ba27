import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { zSlug } from '@/domain/client/schema'
import { query } from '../define'
import { loadSetting, type ReportSetting } from './setting'
import { type ReportStatus, seesDrafts } from './store'

export interface ReportRow {
  id: string
  month: string
  addendum: number
  status: ReportStatus
  releasedAt: Date | null
  releasedBy: string | null
  pages: number | null
  deliveries: number
  sent: number
}

export interface ClientReports {
  clientId: string
  slug: string
  name: string
  zone: string
  /** null: not the reader's to see */
  setting: ReportSetting | null
  rows: ReportRow[]
}

const CLIENTS = `
SELECT c.id, c.slug, c.name, coalesce((SELECT s.zone FROM site s WHERE s.tenant_id = c.tenant_id AND s.client_id = c.id ORDER BY s.created_at, s.id LIMIT 1), 'UTC') AS zone
FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL AND ($1::text IS NULL OR c.slug = $1)
ORDER BY c.name, c.id`

const ROWS = `
SELECT r.client_id AS "clientId", r.id, r.month, r.addendum, r.status, r.released_at AS "releasedAt", r.released_by AS "releasedBy",
  (SELECT f.pages FROM report_file f WHERE f.tenant_id = r.tenant_id AND f.report_id = r.id AND f.version = r.version
   ORDER BY f.locale = r.locale DESC LIMIT 1) AS pages,
  (SELECT count(*)::int FROM report_delivery d WHERE d.tenant_id = r.tenant_id AND d.report_id = r.id) AS deliveries,
  (SELECT count(*)::int FROM report_delivery d WHERE d.tenant_id = r.tenant_id AND d.report_id = r.id AND d.status = 'sent') AS sent
FROM report r WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND ($1 OR r.status = 'released')
ORDER BY r.month DESC, r.addendum DESC LIMIT 500`

/** Every client's reports, the latest first; drafts for the partner's people only. */
export const listReports = query(
  {
    action: 'report.list',
    can: 'report.read',
    input: z.strictObject({ client: zSlug.nullish().transform((slug) => slug ?? null) }),
  },
  async (ctx, { client }): Promise<{ clients: ClientReports[]; mayRelease: boolean }> => {
    const mayRelease = can(ctx.actor, 'report.release')
    const rows = await ctx.sql<ReportRow & { clientId: string }>(ROWS, [seesDrafts(ctx)])
    const clients: ClientReports[] = []
    for (const { id, ...each } of await ctx.sql<{ id: string; slug: string; name: string; zone: string }>(CLIENTS, [
      client,
    ])) {
      const own = rows.flatMap(({ clientId, ...row }) => (clientId === id ? [row] : []))
      clients.push({ ...each, clientId: id, setting: mayRelease ? await loadSetting(ctx.sql, id) : null, rows: own })
    }
    return { clients, mayRelease }
  },
)
