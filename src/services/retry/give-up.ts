import { withTenantSql } from '@/infra/db'
import type { Caller } from '../context'
import { recordRetry } from './record'

/** So long after the request left, a run that the source does not show has not started, or was lost there. */
const PATIENCE = '15 minutes'

const LOST = `
SELECT t.id FROM run_retry t
WHERE t.tenant_id = :tenant AND t.connection_id = $1::uuid AND t.state = 'sending' AND t.sent_at < now() - interval '${PATIENCE}'`

/** Says plainly that nobody knows, instead of "under way" for ever. */
export async function giveUpRetries(caller: Caller, connectionId: string): Promise<void> {
  const lost = await withTenantSql(caller.scope, (sql) => sql<{ id: string }>(LOST, [connectionId]))
  for (const { id } of lost) {
    const problem = 'the answer was lost, and the source shows no run that came of it'
    await recordRetry(caller, { retryId: id, state: 'unknown', newExternalId: null, problem })
  }
}
