import { z } from 'zod'
import { type Csv, readCsv } from '@/domain/client-import/csv'
import { CHUNK_ROWS, type Known, type Plan, planImport, ROWS_MAX } from '@/domain/client-import/plan'
import type { Sql } from '@/infra/db'
import { sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { canonicalJson } from '@/lib/json'
import type { QueryContext } from '../context'

const TEXT_MAX = 4_000_000

export const zFile = z
  .string('text: must be the text of a CSV file')
  .min(1, 'text: must not be empty')
  .max(TEXT_MAX, `text: must have at most ${TEXT_MAX} characters`)

const invalid = (message: string) => new AppError('INVALID', message)

/** The file, or why it cannot be read; every message points at its line. */
function readFile(text: string): Csv {
  const csv = readCsv(text)
  if (csv.problem?.code === 'unclosed_quote')
    throw invalid(`text: the quote that opens in the row of line ${csv.problem.line} never closes.`)
  if (csv.problem)
    throw invalid(`text: line ${csv.problem.line} has text after a closing quote; double the quote inside.`)
  if (csv.rows.length < 2) throw invalid('text: needs a line of headings and at least one row.')
  if (csv.rows.length - 1 > ROWS_MAX)
    throw invalid(`text: has ${csv.rows.length - 1} rows; at most ${ROWS_MAX} at a time.`)
  return csv
}

interface KnownRow {
  kind: 'client' | 'site' | 'equipment' | 'system' | 'workflow'
  key: string
  id: string
  facts: Record<string, string | number | boolean | null>
}

/** Everything a file may name, in one statement. */
const KNOWN = `
SELECT 'client' AS kind, c.slug AS key, c.id, json_build_object('isArchived', c.archived_at IS NOT NULL) AS facts
FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients)
UNION ALL SELECT 'site', c.slug || '/' || s.slug, s.id, json_build_object('name', s.name, 'city', s.city, 'zone', s.zone)
FROM site s JOIN client c ON c.tenant_id = s.tenant_id AND c.id = s.client_id WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients)
UNION ALL SELECT 'equipment', e.path, e.id, '{}' FROM equipment_node e WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients)
UNION ALL SELECT 'system', c.slug || '/' || y.name, y.id, '{}'
FROM system y JOIN client c ON c.tenant_id = y.tenant_id AND c.id = y.client_id WHERE y.tenant_id = :tenant AND y.client_id = ANY(:clients)
UNION ALL SELECT 'workflow', c.slug || '/' || w.key, w.id, json_build_object('name', w.name, 'tier', w.tier, 'lifecycle', w.lifecycle, 'site', s.slug)
FROM workflow w JOIN client c ON c.tenant_id = w.tenant_id AND c.id = w.client_id
  LEFT JOIN site s ON s.tenant_id = w.tenant_id AND s.id = w.site_id WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients)`

/** Ids by kind and key, e.g. `site brueckner/werk-1`. */
export type Ids = Map<string, string>

async function loadKnown(sql: Sql, mayCreateClients: boolean): Promise<{ known: Known; ids: Ids }> {
  const rows = await sql<KnownRow>(KNOWN)
  const of = (kind: KnownRow['kind']) => rows.filter((row) => row.kind === kind)
  const facts = <Facts>(kind: KnownRow['kind']) => new Map(of(kind).map((row) => [row.key, row.facts as Facts]))
  const keys = (kind: KnownRow['kind']) => new Set(of(kind).map(({ key }) => key))
  return {
    ids: new Map(rows.map(({ kind, key, id }) => [`${kind} ${key}`, id])),
    known: {
      clients: facts('client'),
      sites: facts('site'),
      equipment: keys('equipment'),
      systems: keys('system'),
      workflows: facts('workflow'),
      mayCreateClients,
    },
  }
}

interface Planned extends Plan {
  delimiter: Csv['delimiter']
  ids: Ids
}

/** What the file would do now, to what is there now. */
export async function planNow(ctx: Pick<QueryContext, 'sql' | 'scope'>, text: string): Promise<Planned> {
  const csv = readFile(text)
  const { known, ids } = await loadKnown(ctx.sql, ctx.scope.clientIds === null)
  const plan = planImport(csv, known, Intl.supportedValuesOf('timeZone'))
  const { doubled, at } = plan.columns
  if (doubled) throw invalid(`text: two columns mean "${doubled}"; keep one.`)
  if (at.client === undefined) throw invalid('text: no column names the client. Head it "client" or "Kunde".')
  return { ...plan, delimiter: csv.delimiter, ids }
}

/** Rows of a chunk; chunks are numbered from 0. */
export function chunkOf<Row>(rows: readonly Row[], chunk: number): readonly Row[] {
  return rows.slice(chunk * CHUNK_ROWS, (chunk + 1) * CHUNK_ROWS)
}

/** Names exactly what a chunk would do, so that applying does that and nothing else. */
export function hashOf(plan: Plan, chunk: number): string {
  return sha256(canonicalJson({ chunk, rows: chunkOf(plan.rows, chunk) }))
}
