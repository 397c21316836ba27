import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Caller } from '../../context'
import { syncConnection } from './run'

/** A worker that dies gives its sources back after this long. */
const CLAIM_S = 150
const AT_ONCE = 4

const CLAIM = `
UPDATE connection SET claimed_until = now() + make_interval(secs => $1)
WHERE (tenant_id, id) IN (
  SELECT tenant_id, id FROM connection
  WHERE NOT is_paused AND next_sync_at <= now() AND (claimed_until IS NULL OR claimed_until < now())
  ORDER BY next_sync_at LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING tenant_id, id`

/** Reads the sources that are due, a few at a time; any number of workers may do this. Returns how many. */
export async function sweepConnections(callerOf: (tenantId: string) => Caller): Promise<number> {
  const due = await platformQuery<{ tenant_id: string; id: string }>(CLAIM, [CLAIM_S, AT_ONCE])
  await Promise.all(
    due.map(({ tenant_id, id }) =>
      syncConnection(callerOf(tenant_id), id).catch((error: unknown) =>
        logger.error({ err: error, connectionId: id }, 'a source could not be read'),
      ),
    ),
  )
  return due.length
}
