import type { MonthFigures } from '@/domain/month/figures'
import type { ReportAddendum, ReportChange, ReportFacts, ReportFinding, ReportProof } from '@/domain/report/model'
import type { Sql } from '@/infra/db'
import { AppError, notFound } from '@/lib/errors'
import { loadAddenda, loadFreeze } from '../month/store'
import { coveringCheckpoint } from '../pack/trail'

export interface ReportKey {
  clientId: string
  month: string
  /** 0 = as frozen, else the number of the addendum it includes */
  addendum: number
}

/** Lines of an addendum that are printed; the rest is counted. */
const CHANGES_MAX = 40

const CLIENT = `SELECT c.name, c.slug, p.brand_name AS partner FROM client c JOIN partner p ON p.tenant_id = c.tenant_id
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.id = $1`

const DAYS = `
SELECT d.objective_id AS id, d.day::text, d.eligible::int, d.good::int, coalesce((d.excluded ->> 'maintenance')::int, 0) AS maintenance
FROM objective_day d
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.client_id = $1
  AND d.day >= ($2 || '-01')::date AND d.day < ($2 || '-01')::date + interval '1 month' ORDER BY d.objective_id, d.day`

const INCIDENTS = `
SELECT i.id, i.title, CASE WHEN i.resolved_at <= $2 THEN i.resolution END AS cause,
  (SELECT n.body FROM incident_note n WHERE n.tenant_id = i.tenant_id AND n.incident_id = i.id AND n.audience = 'client' AND n.created_at <= $2
   ORDER BY n.created_at DESC, n.id DESC LIMIT 1) AS "clientNote"
FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = ANY($1::uuid[])`

const CHANGES = `
SELECT c.number, c.title, w.name AS workflow, c.status, c.is_emergency AS "isEmergency", c.requester_name AS "requestedBy",
  c.decided_at AS "decidedAt", CASE WHEN c.proved_at < $3 THEN c.proved_at END AS "provedAt",
  coalesce((SELECT json_agg(json_build_object('name', a.approver_name, 'decision', a.decision, 'at', a.decided_at) ORDER BY a.decided_at, a.id)
    FROM approval a WHERE a.tenant_id = c.tenant_id AND a.request_id = c.request_id), '[]') AS approvals
FROM change c JOIN workflow w ON w.tenant_id = c.tenant_id AND w.id = c.workflow_id
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.client_id = $1 AND NOT c.is_baseline
  AND c.decided_at >= $2 AND c.decided_at < $3 ORDER BY c.number`

const FINDINGS = `
SELECT f.kind, f.severity, coalesce(w.name, s.name, f.subject_kind) AS subject, f.opened_at AS "openedAt",
  CASE WHEN f.cleared_at <= $3 THEN 'cleared' WHEN v.id IS NOT NULL THEN 'waived' ELSE 'open' END AS status,
  CASE WHEN v.id IS NOT NULL THEN json_build_object('reason', v.reason, 'by', v.requester_name, 'expiresAt', v.expires_at) END AS waiver
FROM finding f
LEFT JOIN workflow w ON w.tenant_id = f.tenant_id AND w.id = f.workflow_id
LEFT JOIN source s ON s.tenant_id = f.tenant_id AND s.id = f.subject_id
LEFT JOIN waiver v ON v.tenant_id = f.tenant_id AND v.id = f.waiver_id AND v.decided_at <= $3 AND (v.ended_at IS NULL OR v.ended_at > $3)
WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND f.client_id = $1 AND f.opened_at < $3
  AND (f.cleared_at IS NULL OR f.cleared_at >= $2)
ORDER BY CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, f.opened_at, f.id LIMIT 200`

const CHECKPOINT = `
SELECT c.number, c.size::text AS size, c.root, c.digest, c.at, c.signature, k.fingerprint AS key FROM audit_checkpoint c
JOIN signing_key k ON k.tenant_id = c.tenant_id AND k.id = c.key_id WHERE c.tenant_id = :tenant AND c.number = $1`

/** Instants as text, so that the model is the same before and after it was stored. */
const plain = <T>(rows: unknown): T => JSON.parse(JSON.stringify(rows)) as T

async function checkpointOf(sql: Sql, clientId: string, asOf: Date): Promise<ReportProof['checkpoint']> {
  const number = await coveringCheckpoint(sql, clientId, asOf)
  if (number === null)
    throw new AppError('CONFLICT', 'No signed checkpoint covers the freeze yet. It is made within a minute.')
  const [row] = await sql<Record<string, unknown> & { size: string }>(CHECKPOINT, [number])
  return plain({ ...row, size: Number(row?.size) })
}

async function daysOf(sql: Sql, { clientId, month }: ReportKey): Promise<ReportFacts['days']> {
  const rows = await sql<{ id: string; day: string; eligible: number; good: number; maintenance: number }>(DAYS, [
    clientId,
    month,
  ])
  const days = new Map<string, Omit<(typeof rows)[number], 'id'>[]>()
  for (const { id, ...row } of rows) days.set(id, [...(days.get(id) ?? []), row])
  return days
}

async function incidentsOf(sql: Sql, { incidents }: MonthFigures, asOf: Date): Promise<ReportFacts['incidents']> {
  type Row = { id: string; title: string; cause: string | null; clientNote: string | null }
  const rows = await sql<Row>(INCIDENTS, [incidents.map(({ id }) => id), asOf])
  return new Map(rows.map(({ id, ...told }) => [id, told]))
}

function addendaOf(stored: Awaited<ReturnType<typeof loadAddenda>>): ReportAddendum[] {
  const shown = (value: unknown) => (value === null ? '–' : String(value))
  return stored.map(({ number, reason, addedBy, addedAt, digest, changes }) => ({
    ...{ number, reason, addedBy, digest, addedAt: addedAt.toISOString(), total: changes.length },
    changes: changes.slice(0, CHANGES_MAX).map(({ id, before, after }) => {
      return { id, before: shown(before), after: shown(after) }
    }),
  }))
}

/**
 * What a report is told from: the frozen figures (or those of an addendum), and the ledgers as of that moment.
 * @throws AppError NOT_FOUND while the month is open, CONFLICT until a checkpoint covers the freeze
 */
export async function collectReport(sql: Sql, key: ReportKey): Promise<ReportFacts> {
  const { clientId, month, addendum } = key
  const [client] = await sql<{ name: string; slug: string; partner: string }>(CLIENT, [clientId])
  const frozen = client && (await loadFreeze(sql, key))
  if (!frozen) throw notFound('frozen month')
  const addenda = (await loadAddenda(sql, key)).filter(({ number }) => number <= addendum)
  const last = addenda.at(-1)
  if ((last?.number ?? 0) !== addendum) throw notFound('addendum')
  const figures = last?.figures ?? frozen.figures
  const asOf = last?.addedAt ?? frozen.frozenAt
  const span = [clientId, new Date(figures.from), new Date(figures.to)]
  const { digest, inputsDigest } = last ?? frozen
  return {
    client: { name: client.name, slug: client.slug },
    ...{ partner: client.partner, figures, addendum },
    days: await daysOf(sql, { clientId, month, addendum }),
    incidents: await incidentsOf(sql, figures, asOf),
    changes: plain<ReportChange[]>(await sql(CHANGES, span)),
    findings: plain<ReportFinding[]>(await sql(FINDINGS, [clientId, new Date(figures.from), asOf])),
    proof: {
      ...{ freezeDigest: digest, inputsDigest, frozenBy: frozen.frozenBy, frozenAt: frozen.frozenAt.toISOString() },
      checkpoint: await checkpointOf(sql, clientId, asOf),
    },
    addenda: addendaOf(addenda),
  }
}
