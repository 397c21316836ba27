import { z } from 'zod'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadReport, type ReportLocale, type ReportStatus, seesDrafts } from './store'

const zStatus = z.enum(['draft', 'in_review', 'released', 'withdrawn'])

export const ReportRecord = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    month: z.string(),
    addendum: z.int().describe('0 = as frozen, else the number of the addendum it includes'),
    status: zStatus,
    digest: z.string().describe('SHA-256 of the canonical model'),
    releasedAt: z.date().nullable(),
    files: z.array(z.object({ locale: z.enum(['en', 'de']), sha256: z.string(), bytes: z.int(), pages: z.int() })),
  })
  .meta({ id: 'Report' })
type ReportRecord = z.output<typeof ReportRecord>

export const ReportContent = ReportRecord.extend({ model: z.record(z.string(), z.unknown()) }).meta({
  id: 'ReportContent',
})

const LIST = `
SELECT r.id, r.client_id AS "clientId", r.month, r.addendum, r.status, r.digest, r.released_at AS "releasedAt",
  coalesce((SELECT json_agg(json_build_object('locale', f.locale, 'sha256', f.sha256, 'bytes', f.bytes, 'pages', f.pages) ORDER BY f.locale)
    FROM report_file f WHERE f.tenant_id = r.tenant_id AND f.report_id = r.id AND f.version = r.version), '[]') AS files
FROM report r WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND ($1::uuid IS NULL OR r.client_id = $1)
  AND ($2::uuid IS NULL OR r.id = $2) AND ($3 OR r.status = 'released')
ORDER BY r.month DESC, r.client_id, r.addendum DESC LIMIT 500`

interface Row extends Omit<ReportRecord, 'files' | 'status'> {
  status: ReportStatus
  files: { locale: ReportLocale; sha256: string; bytes: number; pages: number }[]
}

/** Released reports as other programs read them, the latest first. */
export const pageReports = query(
  {
    action: 'report.page',
    can: 'report.read',
    input: z.strictObject({ clientId: zId.nullish().transform((id) => id ?? null) }),
  },
  async (ctx, { clientId }) => {
    return { data: await ctx.sql<Row>(LIST, [clientId, null, seesDrafts(ctx)]), nextCursor: null }
  },
)

/** One report as data: the model that paper, screen and table files are made from. */
export const readReport = query(
  { action: 'report.read', can: 'report.read', input: z.strictObject({ reportId: zId }) },
  async (ctx, { reportId }) => {
    const withDrafts = seesDrafts(ctx)
    const { model } = await loadReport(ctx.sql, reportId, withDrafts)
    const [row] = await ctx.sql<Row>(LIST, [null, reportId, withDrafts])
    if (!row) throw new Error('a report that was just read')
    return { ...row, model: { ...model } as Record<string, unknown> }
  },
)
