import type { Sql } from '@/infra/db'
import { notFound } from '@/lib/errors'

export interface FrozenMonth {
  zone: string
  from: Date
  to: Date
  /** the moment of the freeze, or of the last addendum taken */
  asOf: Date
  /** rows of figures.jsonl */
  rows: Record<string, unknown>[]
}

interface FreezeRow {
  zone: string
  fromAt: Date
  toAt: Date
  figures: string
  digest: string
  inputsDigest: string
  reason: string | null
  by: string
  at: Date
}

const FREEZE = `
SELECT f.zone, f.from_at AS "fromAt", f.to_at AS "toAt", f.figures, f.digest, f.inputs_digest AS "inputsDigest", f.reason,
  f.frozen_by AS by, f.frozen_at AS at
FROM month_freeze f WHERE f.tenant_id = :tenant AND f.client_id = $1::uuid AND f.month = $2`

interface AddendumRow extends Pick<FreezeRow, 'figures' | 'digest' | 'inputsDigest' | 'by' | 'at'> {
  number: number
  reason: string
  changes: unknown
  previousDigest: string
}

const ADDENDA = `
SELECT a.number, a.reason, a.changes, a.figures, a.digest, a.previous_digest AS "previousDigest", a.inputs_digest AS "inputsDigest",
  a.added_by AS by, a.added_at AS at
FROM month_addendum a WHERE a.tenant_id = :tenant AND a.client_id = $1::uuid AND a.month = $2 AND a.number <= $3::int ORDER BY a.number`

/** A frozen month with its addenda up to a revision. The digests are over the canonical text of `figures`. */
export async function loadFrozen(
  sql: Sql,
  { clientId, month, revision }: { clientId: string; month: string; revision: number },
): Promise<FrozenMonth> {
  const [freeze] = await sql<FreezeRow>(FREEZE, [clientId, month])
  if (!freeze) throw notFound('frozen month')
  const addenda = await sql<AddendumRow>(ADDENDA, [clientId, month, revision])
  const { zone, fromAt, toAt, figures, ...facts } = freeze
  const rows = [
    {
      kind: 'freeze',
      number: 0,
      clientId,
      month,
      zone,
      fromAt,
      toAt,
      previousDigest: null,
      ...facts,
      figures: JSON.parse(figures),
    },
    ...addenda.map((row) => ({ kind: 'addendum', clientId, month, ...row, figures: JSON.parse(row.figures) })),
  ]
  return { zone, from: fromAt, to: toAt, asOf: addenda.at(-1)?.at ?? freeze.at, rows }
}
