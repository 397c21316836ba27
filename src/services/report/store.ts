import type { ResolvedBrand } from '@/domain/brand/resolved'
import type { ReportModel } from '@/domain/report/model'
import { ownClient, type Sql } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext, QueryContext } from '../context'

export const REPORT_STATUSES = ['draft', 'in_review', 'released', 'withdrawn'] as const
export type ReportStatus = (typeof REPORT_STATUSES)[number]
export type ReportLocale = 'en' | 'de'

/** How a report looks, kept with it: brands move on, a released report does not. */
export type ReportFace = Pick<ResolvedBrand, 'name' | 'color' | 'logo'>

export interface StoredReport {
  id: string
  clientId: string
  clientName: string
  clientSlug: string
  month: string
  addendum: number
  model: ReportModel
  digest: string
  face: ReportFace
  locale: ReportLocale
  note: string
  risks: string[]
  actions: string[]
  status: ReportStatus
  version: number
  releasedAt: Date | null
  releasedBy: string | null
  withdrawnReason: string | null
}

const READ = `
SELECT r.id, r.client_id AS "clientId", c.name AS "clientName", c.slug AS "clientSlug", r.month, r.addendum, r.model, r.digest, r.face,
  r.locale, r.note, r.risks, r.actions, r.status, r.version, r.released_at AS "releasedAt", r.released_by AS "releasedBy",
  r.withdrawn_reason AS "withdrawnReason"
FROM report r JOIN client c ON c.tenant_id = r.tenant_id AND c.id = r.client_id
WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND r.id = $1 AND ($2 OR r.status = 'released')`

/** Drafts are the partner's own: the client's people and machines read what was released. */
export function seesDrafts({ actor }: Pick<QueryContext, 'actor'>): boolean {
  return actor.kind === 'system' || (actor.kind === 'user' && actor.role.startsWith('partner_'))
}

/** One report. @throws AppError NOT_FOUND outside the scope, and for a draft that is not the reader's */
export async function loadReport(sql: Sql, id: string, withDrafts: boolean): Promise<StoredReport> {
  const [row] = await sql<Omit<StoredReport, 'model'> & { model: string }>(READ, [id, withDrafts])
  if (!row) throw notFound('report')
  return { ...row, model: JSON.parse(row.model) as ReportModel }
}

/** Moves a report on from the version that was read; a lost race is a CONFLICT. */
export async function moveReport(
  ctx: MutationContext,
  { id, version }: Pick<StoredReport, 'id' | 'version'>,
  data: Record<string, unknown>,
): Promise<void> {
  const { count } = await ctx.tx.report.updateMany({ where: { ...ownClient(ctx), AND: { id, version } }, data })
  if (count === 0) throw conflict('report')
}

export const subjectOf = ({ id, clientName, month }: Pick<StoredReport, 'id' | 'clientName' | 'month'>) => ({
  kind: 'report' as const,
  id,
  name: `${clientName} ${month}`,
})
