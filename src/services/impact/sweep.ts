import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Caller } from '../context'
import { rankIncidents } from './rank'

const BATCH = 200

/** Shifts begin, clocks run out, groups grow: ranks everything unresolved anew, for all partners. Returns how many were looked at. */
export async function rankAll(callerOf: (tenantId: string) => Caller): Promise<number> {
  const rows = await platformQuery<{ tenant_id: string; id: string }>(
    `SELECT tenant_id, id FROM incident WHERE status <> 'resolved' AND correlated_at IS NOT NULL ORDER BY tenant_id, id`,
  )
  const tenants = new Map<string, string[]>()
  for (const { tenant_id, id } of rows) tenants.set(tenant_id, [...(tenants.get(tenant_id) ?? []), id])
  let looked = 0
  for (const [tenantId, incidents] of tenants) {
    for (let from = 0; from < incidents.length; from += BATCH) {
      const ids = incidents.slice(from, from + BATCH)
      looked += await rankIncidents(callerOf(tenantId), ids).catch((error: unknown) => {
        logger.error({ err: error, tenantId }, 'incidents of a partner could not be ranked')
        return 0
      })
    }
  }
  return looked
}
