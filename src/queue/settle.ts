import { platformQuery } from '@/infra/db'

/** Mail providers forget keys after 24 h: past this age a repeat could be a second mail, so a person must look. */
const RETRY_FOR_H = 20

/** What the worker reads of an outbox row. */
export interface OpenEffect {
  id: string
  topic: string
  payload: unknown
  created_at: Date
  attempts: number
}

/** Those of the rows that are still to be done, oldest first; an effect delivered again finds nothing. */
export function readOpenEffects(tenantId: string, ids: readonly string[]): Promise<OpenEffect[]> {
  return platformQuery<OpenEffect & Record<string, unknown>>(
    `SELECT id, topic, payload, created_at, attempts FROM outbox
     WHERE tenant_id = $1 AND id = ANY($2) AND done_at IS NULL AND failed_at IS NULL ORDER BY created_at, id`,
    [tenantId, ids],
  )
}

/** Done; a secret that only the effect needed (a sign-in token) does not outlive it. */
export async function settleDone(tenantId: string, ids: readonly string[]): Promise<void> {
  await platformQuery(
    `UPDATE outbox SET done_at = clock_timestamp(), payload = payload - 'token' WHERE tenant_id = $1 AND id = ANY($2) AND done_at IS NULL`,
    [tenantId, ids],
  )
}

/** Due again after 1, 3, 9 … seconds, at most 10 minutes apart; given up when hopeless or after 20 hours. True = given up. */
export async function settleFailed(
  tenantId: string,
  ids: readonly string[],
  failure: { error: string; isPermanent: boolean },
): Promise<boolean> {
  const rows = await platformQuery<{ gave_up: boolean }>(
    `UPDATE outbox SET attempts = attempts + 1, last_error = left($3, 500), dispatched_at = NULL,
       not_before = clock_timestamp() + least(interval '1 s' * power(3, least(attempts, 8)), interval '10 min') * (1 + random() * 0.2),
       failed_at = CASE WHEN $4 OR created_at < now() - interval '${RETRY_FOR_H} h' THEN clock_timestamp() END
     WHERE tenant_id = $1 AND id = ANY($2) AND done_at IS NULL RETURNING failed_at IS NOT NULL AS gave_up`,
    [tenantId, ids, failure.error, failure.isPermanent],
  )
  return rows.some((row) => row.gave_up)
}
