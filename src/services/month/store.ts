import type { MonthFigures } from '@/domain/month/figures'
import type { Sql } from '@/infra/db'

/** A frozen month as others read it. */
export interface FrozenMonth {
  id: string
  clientId: string
  month: string
  zone: string
  figures: MonthFigures
  digest: string
  inputsDigest: string
  reason: string | null
  frozenBy: string
  frozenAt: Date
}

export interface Addendum {
  number: number
  reason: string
  changes: { id: string; before: unknown; after: unknown }[]
  figures: MonthFigures
  digest: string
  previousDigest: string
  inputsDigest: string
  addedBy: string
  addedAt: Date
}

const FREEZE = `
SELECT f.id, f.client_id AS "clientId", f.month, f.zone, f.figures, f.digest, f.inputs_digest AS "inputsDigest", f.reason,
  f.frozen_by AS "frozenBy", f.frozen_at AS "frozenAt"
FROM month_freeze f WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND f.client_id = $1 AND f.month = $2`

const ADDENDA = `
SELECT a.number, a.reason, a.changes, a.figures, a.digest, a.previous_digest AS "previousDigest", a.inputs_digest AS "inputsDigest",
  a.added_by AS "addedBy", a.added_at AS "addedAt"
FROM month_addendum a WHERE a.tenant_id = :tenant AND a.client_id = ANY(:clients) AND a.client_id = $1 AND a.month = $2
ORDER BY a.number`

type Raw<T> = Omit<T, 'figures'> & { figures: string }

export interface MonthKey {
  clientId: string
  month: string
}

/** The freeze of a month, or null while it is open. */
export async function loadFreeze(sql: Sql, { clientId, month }: MonthKey): Promise<FrozenMonth | null> {
  const [row] = await sql<Raw<FrozenMonth>>(FREEZE, [clientId, month])
  return row ? { ...row, figures: JSON.parse(row.figures) as MonthFigures } : null
}

/** What was added after the freeze, in order. */
export async function loadAddenda(sql: Sql, { clientId, month }: MonthKey): Promise<Addendum[]> {
  const rows = await sql<Raw<Addendum>>(ADDENDA, [clientId, month])
  return rows.map((row) => ({ ...row, figures: JSON.parse(row.figures) as MonthFigures }))
}
