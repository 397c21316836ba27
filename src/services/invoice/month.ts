import type { MonthUsage } from '@/domain/invoice/lines'
import type { MonthFigures } from '@/domain/month/figures'
import type { Sql } from '@/infra/db'
import { loadAddenda, loadFreeze, type MonthKey } from '../month/store'

/** What a month stands at: its freeze, or the newest of its addenda. */
export interface StandingMonth {
  zone: string
  figures: MonthFigures
  digest: string
}

/** The figures that count for money, or null while the month is open. */
export async function newestFigures(sql: Sql, key: MonthKey): Promise<StandingMonth | null> {
  const frozen = await loadFreeze(sql, key)
  if (!frozen) return null
  const last = (await loadAddenda(sql, key)).at(-1) ?? frozen
  return { zone: frozen.zone, figures: last.figures, digest: last.digest }
}

/** Runs that ended, per workflow and local day of its plant: the roll-up that the usage ledger is made of. */
const USAGE = `
SELECT d.workflow_id AS id, w.name, to_char(d.day, 'YYYY-MM-DD') AS day,
  (d.succeeded + d.failed + d.cancelled + d.manual)::int AS runs
FROM rollup_day d JOIN workflow w ON w.tenant_id = d.tenant_id AND w.id = d.workflow_id
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.client_id = $1
  AND d.day >= ($2 || '-01')::date AND d.day < ($2 || '-01')::date + interval '1 month'
  AND d.succeeded + d.failed + d.cancelled + d.manual > 0
ORDER BY d.day, w.name, d.workflow_id`

interface UsageRow {
  id: string
  name: string
  day: string
  runs: number
}

function summed<Key extends string>(rows: readonly UsageRow[], keyOf: (row: UsageRow) => Key): Map<Key, number> {
  const sums = new Map<Key, number>()
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.runs)
  return sums
}

/** What a client used in a month: its days and its workflows sum to the same runs. */
export async function loadUsage(sql: Sql, { clientId, month }: MonthKey): Promise<MonthUsage> {
  const rows = await sql<UsageRow>(USAGE, [clientId, month])
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const days = [...summed(rows, ({ day }) => day)].map(([day, runs]) => ({ day, runs }))
  const workflows = [...summed(rows, ({ id }) => id)].map(([id, runs]) => ({ id, name: names.get(id) ?? '', runs }))
  const byName = (a: { name: string; id: string }, b: { name: string; id: string }) =>
    a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1
  return { runs: days.reduce((sum, { runs }) => sum + runs, 0), days, workflows: workflows.sort(byName) }
}
