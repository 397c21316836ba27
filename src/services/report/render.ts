import { isWordmark } from '@/domain/brand/resolved'
import { setPages } from '@/infra/pdf/compile'
import { storage } from '@/infra/storage'
import { sha256 } from '@/lib/crypto'
import { composeReport } from '@/ui/report/compose'
import { pageFiles } from '@/ui/report/pages'
import { logoBytes } from '../brand/resolve'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { reportPath } from './released'
import { loadReport, type ReportLocale, type StoredReport } from './store'

const LOCALES: readonly ReportLocale[] = ['en', 'de']

const HAS = `SELECT f.locale FROM report_file f WHERE f.tenant_id = :tenant AND f.report_id = $1 AND f.version = $2`

const KEEP = `
INSERT INTO report_file (tenant_id, report_id, version, locale, client_id, sha256, bytes, pages, made_at)
VALUES (:tenant, $1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`

/** One report as pages in one language. The document's date is the release, before that the freeze: never the clock. */
export async function setReport(tenantId: string, report: StoredReport, locale: ReportLocale) {
  const { model, note, risks, actions, releasedAt, releasedBy, face } = report
  const released = releasedAt && releasedBy ? { at: releasedAt, by: releasedBy } : null
  const doc = composeReport({ model, words: { note, risks, actions }, released }, locale)
  const at = releasedAt ?? new Date(model.proof.frozenAt)
  const logo = face.logo ? await logoBytes(tenantId, face.logo.hash) : null
  const paper = { name: face.name, color: face.color, isWordmark: face.logo !== null && isWordmark(face.logo) }
  return setPages(pageFiles(doc, paper, { logo, at }), at)
}

/** Makes the files of a report as it is now, in every language, and keeps them by their hash; safe to repeat. */
export async function renderReport(caller: Caller, reportId: string): Promise<void> {
  const { tenantId } = caller.scope
  const report = await sealed(caller.scope, (sql) => loadReport(sql, reportId, true))
  const { version, clientId } = report
  const made = await sealed(caller.scope, (sql) => sql<{ locale: ReportLocale }>(HAS, [reportId, version]))
  for (const locale of LOCALES) {
    if (made.some((each) => each.locale === locale)) continue
    const { bytes, pages } = await setReport(tenantId, report, locale)
    const digest = sha256(bytes)
    await storage().put(reportPath(tenantId, digest), bytes)
    const file = [reportId, version, locale, clientId, digest, bytes.length, pages]
    await sealed(caller.scope, (sql, now) => sql(KEEP, [...file, now]))
  }
}
