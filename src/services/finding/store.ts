import type { FindingStatus, Severity } from '@/domain/finding/schema'
import { ownClient } from '@/infra/db'
import { notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

export interface StandingRow {
  id: string
  clientId: string
  kind: string
  key: string
  workflowId: string | null
  severity: Severity
  facts: Record<string, unknown>
  stateHash: string
  status: Exclude<FindingStatus, 'cleared'>
  lastSeenAt: Date
  waiverId: string | null
  version: number
}

const HOLD = `
SELECT f.id, f.client_id AS "clientId", f.kind, f.key, f.workflow_id AS "workflowId", f.severity, f.facts, f.state_hash AS "stateHash", f.status,
  f.last_seen_at AS "lastSeenAt", f.waiver_id AS "waiverId", f.version
FROM finding f WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND f.status <> 'cleared'`

/** The finding that stands under a key, held until commit; null when there is none. */
export async function standingFinding(ctx: MutationContext, key: string): Promise<StandingRow | null> {
  // Two lookers at one new thing wait for each other here; the partial unique index would fail the second.
  await ctx.sql(`SELECT pg_advisory_xact_lock(hashtextextended('finding' || $1 || $2, 0))::text`, [
    ctx.scope.tenantId,
    key,
  ])
  const [row] = await ctx.sql<StandingRow>(`${HOLD} AND f.key = $1 FOR UPDATE`, [key])
  return row ?? null
}

export async function holdFinding(ctx: MutationContext, id: string): Promise<StandingRow> {
  const [row] = await ctx.sql<StandingRow>(`${HOLD} AND f.id = $1::uuid FOR UPDATE`, [id])
  if (!row) throw notFound('finding that stands')
  return row
}

/** Ends a finding that stands, its waiver with it. */
export async function endFinding(ctx: MutationContext, { id, waiverId }: StandingRow, reason: string): Promise<void> {
  await ctx.tx.finding.updateMany({
    where: { ...ownClient(ctx), id },
    data: { status: 'cleared', clearedAt: ctx.now, clearedReason: reason },
  })
  if (waiverId)
    await ctx.tx.waiver.updateMany({
      where: { ...ownClient(ctx), id: waiverId, status: 'granted' },
      data: { status: 'ended', endedAt: ctx.now, endedReason: 'cleared' },
    })
}
