import type { Sql } from '@/infra/db'

/** A report that a client may read. */
export interface ReleasedReport {
  id: string
  /** YYYY-MM */
  month: string
  /** 0 = as frozen, else the number of the addendum it includes */
  addendum: number
  title: string
  publishedAt: Date
  /** for people who are signed in; others take the file by `loadReleasedFile` */
  url: string
}

const LIST = `
SELECT r.id, r.month, r.addendum, c.name AS client, r.released_at AS "publishedAt" FROM report r
JOIN client c ON c.tenant_id = r.tenant_id AND c.id = r.client_id
WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND r.client_id = $1 AND r.status = 'released'
ORDER BY r.month DESC, r.addendum DESC LIMIT 60`

type Row = Omit<ReleasedReport, 'title' | 'url'> & { client: string }

/** A client's released reports, the latest first. */
export async function listReleased(sql: Sql, clientId: string): Promise<ReleasedReport[]> {
  const rows = await sql<Row>(LIST, [clientId])
  return rows.map(({ client, ...row }) => {
    const title = `${client}, ${row.month}${row.addendum > 0 ? `, ${row.addendum}` : ''}`
    return { ...row, title, url: `/reports/${row.id}/file` }
  })
}

export interface ReleasedFile {
  /** in `infra/storage` */
  path: string
  sha256: string
  fileName: string
}

const FILE = `
SELECT r.tenant_id AS "tenantId", f.sha256, f.locale, r.month, r.addendum, c.slug FROM report r
JOIN client c ON c.tenant_id = r.tenant_id AND c.id = r.client_id
JOIN report_file f ON f.tenant_id = r.tenant_id AND f.report_id = r.id AND f.version = r.version
WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND r.id = $1 AND r.status = 'released'
ORDER BY f.locale = $2 DESC, f.locale = r.locale DESC LIMIT 1`

interface FileRow {
  tenantId: string
  sha256: string
  locale: string
  month: string
  addendum: number
  slug: string
}

/** The PDF of a released report in a language, else in the client's own; null while it is not released or not made. */
export async function loadReleasedFile(
  sql: Sql,
  { reportId, locale }: { reportId: string; locale: string },
): Promise<ReleasedFile | null> {
  const [row] = await sql<FileRow>(FILE, [reportId, locale])
  return row ? { path: reportPath(row.tenantId, row.sha256), sha256: row.sha256, fileName: reportFileName(row) } : null
}

/** Where a file is kept: by its content, so that other bytes cannot take its place. */
export function reportPath(tenantId: string, sha256: string): string {
  return `reports/${tenantId}/${sha256}.pdf`
}

/** `brueckner-2026-10-de.pdf`, or with its addendum. */
export function reportFileName({ slug, month, addendum, locale }: Omit<FileRow, 'sha256' | 'tenantId'>): string {
  return `${slug}-${month}${addendum > 0 ? `-addendum-${addendum}` : ''}-${locale}.pdf`
}
