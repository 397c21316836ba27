import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import { query } from '../define'
import { reportFileName, reportPath } from './released'
import { loadReport, seesDrafts } from './store'

const zLocale = z.enum(['en', 'de'], 'locale: must be en or de')

const FILE = `
SELECT f.sha256 FROM report_file f
WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND f.report_id = $1 AND f.version = $2 AND f.locale = $3`

/** Where a report's PDF lies in the storage. @throws AppError CONFLICT while its pages are being set */
export const findReportFile = query(
  {
    action: 'report.file',
    can: 'report.read',
    input: z.strictObject({ reportId: zId, locale: zLocale.nullish().transform((locale) => locale ?? null) }),
  },
  async (ctx, { reportId, locale }) => {
    const report = await loadReport(ctx.sql, reportId, seesDrafts(ctx))
    const language = locale ?? report.locale
    const [file] = await ctx.sql<{ sha256: string }>(FILE, [reportId, report.version, language])
    if (!file) throw new AppError('CONFLICT', 'The pages are being set. Try again in a few seconds.')
    const { month, addendum, clientSlug: slug } = report
    const fileName = reportFileName({ slug, month, addendum, locale: language })
    return { path: reportPath(ctx.scope.tenantId, file.sha256), sha256: file.sha256, fileName }
  },
)

/** The model behind every form of the report, as the text that its digest covers. */
export const reportModel = query(
  { action: 'report.model', can: 'report.read', input: z.strictObject({ reportId: zId }) },
  async (ctx, { reportId }) => {
    const { model, digest } = await loadReport(ctx.sql, reportId, seesDrafts(ctx))
    return { json: canonicalJson(model), digest }
  },
)
