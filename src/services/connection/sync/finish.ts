import { z } from 'zod'
import { HEALTHS, nextInS, SILENT_MS } from '@/domain/connection/pace'
import type { SourceProblem } from '@/domain/connection/source'
import { newId, zId } from '@/lib/ids'
import type { MutationContext } from '../../context'
import { audited, mutation, unchanged } from '../../define'
import { clearFinding } from '../../finding/clear'
import { openFinding } from '../../finding/open'
import { loadConnection, type StoredConnection } from '../store'

const Input = z.object({
  connectionId: zId,
  startedAt: z.date(),
  health: z.enum(HEALTHS),
  problem: z.custom<SourceProblem>().nullable(),
  counts: z.object({ pages: z.int(), runs: z.int(), repeats: z.int(), changes: z.int(), gaps: z.int() }),
  /** the way down is not finished, or a second try runs: read again at once */
  isUrgent: z.boolean(),
})
type Finish = z.output<typeof Input>

const SAVE = `
UPDATE connection c SET health = $2::connection_health, problem = $3, failures = $4::int, failing_since = $5, next_sync_at = $6, claimed_until = NULL,
  last_sync_at = $7, last_ok_at = CASE WHEN $3::text IS NULL THEN $7::timestamptz ELSE c.last_ok_at END
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid`
const LOG = `
INSERT INTO connection_sync (tenant_id, id, connection_id, client_id, started_at, ended_at, health, problem, pages, runs, repeats, changes, gaps)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7::connection_health, $8, $9, $10, $11, $12, $13)`
const TIDY = `DELETE FROM connection_sync s WHERE s.tenant_id = :tenant AND s.connection_id = $1::uuid AND s.started_at < now() - interval '30 days'`

/** Nothing new is no line; a source that keeps failing in the same way is one line an hour. */
function isWorthALine(before: StoredConnection, { counts, problem, health }: Finish, now: Date): boolean {
  if (counts.runs + counts.changes + counts.gaps > 0) return true
  if (health !== before.health) return true
  return (
    problem !== null &&
    before.failingSince !== null &&
    now.getUTCHours() !== before.failingSince.getUTCHours() &&
    before.failures % 10 === 0
  )
}

async function tell(
  ctx: MutationContext,
  connection: StoredConnection,
  { health, problem }: Finish,
  failingSince: Date | null,
): Promise<void> {
  const { id, clientId, name } = connection
  const isSilent = failingSince !== null && ctx.now.getTime() - failingSince.getTime() >= SILENT_MS
  const state = { connection_refused: health === 'refused', connection_silent: health !== 'refused' && isSilent }
  for (const [kind, stands] of Object.entries(state)) {
    const key = `connection:${id}:${kind}`
    if (!stands) await clearFinding.within(ctx, { key, reason: 'the source can be read again' })
    else
      await openFinding.within(ctx, {
        ...{ kind, key, clientId, workflowId: null, severity: 'high', subjectKind: 'connection', subjectId: id },
        facts: { connection: name, problem: problem?.detail ?? '' },
      })
  }
}

/** Closes a reading: how the source is, when it is read again, and a finding when nobody can read it. */
export const finishSync = mutation({ action: 'connection.sync', can: 'system', input: Input }, async (ctx, input) => {
  const { connectionId, startedAt, health, problem, counts, isUrgent } = input
  const before = await loadConnection(ctx, connectionId, 'FOR UPDATE OF c')
  const failures = problem ? before.failures + 1 : 0
  const failingSince = problem ? (before.failingSince ?? ctx.now) : null
  const inS = isUrgent && !problem ? Math.min(5, before.everyS) : nextInS(before.everyS, problem, failures)
  const nextAt = new Date(ctx.now.getTime() + inS * 1000)
  await ctx.sql(SAVE, [connectionId, health, problem?.detail ?? null, failures, failingSince, nextAt, ctx.now])
  if (isWorthALine(before, input, ctx.now)) {
    const { pages, runs, repeats, changes, gaps } = counts
    const place = [ctx.scope.tenantId, newId(), connectionId, before.clientId]
    await ctx.sql(LOG, [
      ...place,
      startedAt,
      ctx.now,
      health,
      problem?.detail ?? null,
      pages,
      runs,
      repeats,
      changes,
      gaps,
    ])
    await ctx.sql(TIDY, [connectionId])
  }
  await tell(ctx, before, input, failingSince)
  if (before.health === health) return unchanged({ nextAt }, 'it is as it was')
  const subject = { kind: 'connection', id: connectionId, name: before.name }
  return audited(
    { nextAt },
    {
      subject,
      clientId: before.clientId,
      before: { health: before.health },
      after: { health, problem: problem?.detail ?? null },
    },
  )
})
