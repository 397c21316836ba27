import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { tellChannels } from './channels'
import { composePage } from './compose'
import { deliverPages } from './deliver'
import { PAGE_KINDS } from './news'

const WAITING = `
SELECT DISTINCT n.user_id AS "userId" FROM notification n
WHERE n.tenant_id = :tenant AND n.status = 'queued' AND n.user_id IS NOT NULL AND n.not_before <= $1 ORDER BY 1`

/** Tells everybody of one partner what is due: people at most once a minute, channels as fast as they take it. */
export async function tellPeople(caller: Caller): Promise<void> {
  const waiting = await sealed(caller.scope, (sql, now) => sql<{ userId: string }>(WAITING, [now]))
  for (const { userId } of waiting) for (const kind of PAGE_KINDS) await composePage(caller, userId, kind)
  await deliverPages(caller)
  await tellChannels(caller)
}

const DUE = `
SELECT tenant_id FROM notification WHERE status = 'queued' AND not_before <= now()
UNION SELECT tenant_id FROM page WHERE next_try_at <= now()`

/** The same for every partner with something due. One partner's trouble keeps no other waiting. */
export async function sweepPages(callerOf: (tenantId: string) => Caller): Promise<void> {
  for (const { tenant_id } of await platformQuery<{ tenant_id: string }>(DUE)) {
    await tellPeople(callerOf(tenant_id)).catch((error: unknown) =>
      logger.error({ err: error, tenantId: tenant_id }, 'people of a partner could not be told; it is tried again'),
    )
  }
}
