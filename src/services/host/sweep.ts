import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Caller } from '../context'
import { checkHost } from './check'

const AT_ONCE = 10
/** A worker that dies gives its claims back after this long. */
const HELD_S = 600

const CLAIM = `
UPDATE host_claim SET next_check_at = now() + make_interval(secs => $1)
WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM host_claim WHERE next_check_at <= now() ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING tenant_id, id`

/** Looks at every host whose time has come: fresh claims often, proven ones daily. Returns how many. */
export async function sweepHosts(callerOf: (tenantId: string) => Caller): Promise<number> {
  const due = await platformQuery<{ tenant_id: string; id: string }>(CLAIM, [HELD_S, AT_ONCE])
  await Promise.all(
    due.map(({ tenant_id, id }) =>
      checkHost(callerOf(tenant_id), { claimId: id }).catch((error: unknown) =>
        logger.error({ err: error, claimId: id }, 'a host could not be checked; it is tried again'),
      ),
    ),
  )
  return due.length
}
