import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { FigureReader } from '@/domain/report/registry'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadAddenda, loadFreeze } from '../month/store'
import { loadSetting } from './setting'
import { loadReport, type ReportLocale, seesDrafts } from './store'

export interface Delivery {
  id: string
  email: string
  locale: ReportLocale
  status: 'queued' | 'sent' | 'failed' | 'cancelled'
  detail: string | null
  dueAt: Date
  sentAt: Date | null
  opened: number
}

const FILES = `
SELECT f.locale, f.sha256, f.bytes, f.pages FROM report_file f
WHERE f.tenant_id = :tenant AND f.report_id = $1 AND f.version = $2 ORDER BY f.locale`

const DELIVERIES = `
SELECT d.id, d.email, d.locale, d.status, d.detail, d.due_at AS "dueAt", d.sent_at AS "sentAt", d.opened FROM report_delivery d
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.report_id = $1 ORDER BY d.email, d.locale`

interface FileRow {
  locale: ReportLocale
  sha256: string
  bytes: number
  pages: number
}

/** One report with its files; for who may release it, with its mails too. */
export const getReport = query(
  { action: 'report.get', can: 'report.read', input: z.strictObject({ reportId: zId }) },
  async (ctx, { reportId }) => {
    const report = await loadReport(ctx.sql, reportId, seesDrafts(ctx))
    const mayRelease = can(ctx.actor, 'report.release')
    return {
      ...report,
      files: await ctx.sql<FileRow>(FILES, [reportId, report.version]),
      deliveries: mayRelease ? await ctx.sql<Delivery>(DELIVERIES, [reportId]) : [],
      recipients: mayRelease ? (await loadSetting(ctx.sql, report.clientId)).recipients.length : 0,
      mayRelease,
    }
  },
)
export type ReportPage = Awaited<ReturnType<typeof getReport>>

/** A printed number opened again: how it was read, what the frozen month says today, and the page with its rows. */
export const openFigure = query(
  {
    action: 'report.figure',
    can: 'report.read',
    input: z.strictObject({
      reportId: zId,
      figure: z.string().regex(/^F-\d{3,6}$/, 'figure: must be a name as it is printed, e.g. F-014'),
    }),
  },
  async (ctx, { reportId, figure: name }) => {
    const { model, clientId, month, addendum } = await loadReport(ctx.sql, reportId, seesDrafts(ctx))
    const figure = model.figures.find(({ id }) => id === name)
    if (!figure) throw notFound('figure')
    const isCounted = figure.source.kind === 'count' && figure.source.of === 'changes'
    if (isCounted) return { ...figure, now: model.changes.length }
    const told = addendum === 0 ? await loadFreeze(ctx.sql, { clientId, month }) : null
    const later = addendum > 0 ? (await loadAddenda(ctx.sql, { clientId, month }))[addendum - 1] : null
    const figures = (told ?? later)?.figures
    if (!figures) throw notFound('frozen month')
    return { ...figure, now: new FigureReader(figures).read(figure.source) }
  },
)
