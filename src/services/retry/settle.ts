import { isEnded } from '@/domain/connection/run-events'
import type { SourceRun } from '@/domain/connection/source'
import { withTenantSql } from '@/infra/db'
import type { Caller } from '../context'
import { recordRetry } from './record'

interface OpenRetry {
  id: string
  externalId: string
  newExternalId: string | null
  state: 'requested' | 'sending' | 'running'
  sentAt: Date | null
}

const OPEN = `
SELECT t.id, t.external_id::text AS "externalId", t.new_external_id::text AS "newExternalId", t.state::text, t.sent_at AS "sentAt" FROM run_retry t
WHERE t.tenant_id = :tenant AND t.client_id = ANY(:clients) AND t.connection_id = $1::uuid AND t.state IN ('requested', 'sending', 'running')`

function openRetries(caller: Caller, connectionId: string): Promise<OpenRetry[]> {
  return withTenantSql(caller.scope, (sql) => sql<OpenRetry>(OPEN, [connectionId]))
}

/** A second try that nobody has seen the end of: the source is read again soon. */
export async function hasOpenRetries(caller: Caller, connectionId: string): Promise<boolean> {
  return (await openRetries(caller, connectionId)).length > 0
}

/** The run that a request started: under the id the source told, else the newest one that names the first as its origin. */
function newRunOf(retry: OpenRetry, runs: readonly SourceRun[]): SourceRun | null {
  if (retry.newExternalId !== null) return runs.find(({ id }) => id === BigInt(retry.newExternalId ?? 0)) ?? null
  // clocks of two machines: a minute of doubt is less than two tries of one person
  const from = (retry.sentAt?.getTime() ?? 0) - 60_000
  const tries = runs.filter(
    ({ retryOf, startedAt }) =>
      retryOf === BigInt(retry.externalId) && (startedAt?.getTime() ?? Number.POSITIVE_INFINITY) >= from,
  )
  return tries.sort((a, b) => Number(b.id - a.id))[0] ?? null
}

/** Runs that were just copied, against the second tries that wait: the outcome is what the source shows, not what was asked for. */
export async function settleRetries(caller: Caller, connectionId: string, runs: readonly SourceRun[]): Promise<void> {
  if (!runs.some(({ retryOf }) => retryOf !== null)) return
  for (const retry of await openRetries(caller, connectionId)) {
    const run = newRunOf(retry, runs)
    if (!run) continue
    const state = !isEnded(run.status) ? 'running' : run.status === 'succeeded' ? 'succeeded' : 'failed'
    await recordRetry(caller, { retryId: retry.id, state, newExternalId: run.id, problem: null })
  }
}
