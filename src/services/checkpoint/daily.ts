import { platformQuery } from '@/infra/db'
import type { Caller } from '../context'
import { takeCheckpoint } from './take'

/** Trails that have grown since a checkpoint of an earlier day (UTC), or have none. */
const DUE = `
SELECT h.tenant_id FROM audit_head h
LEFT JOIN LATERAL (SELECT c.size, c.at FROM audit_checkpoint c WHERE c.tenant_id = h.tenant_id ORDER BY c.number DESC LIMIT 1) last ON true
WHERE h.seq > coalesce(last.size, 0) AND (last.at IS NULL OR last.at < date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')
ORDER BY h.tenant_id LIMIT 500`

/** Makes the day's checkpoint of every partner that has none yet; returns how many. One partner's broken trail keeps no other back. */
export async function takeDailyCheckpoints(callerOf: (tenantId: string) => Caller): Promise<number> {
  const due = await platformQuery<{ tenant_id: string }>(DUE)
  const failures: unknown[] = []
  for (const { tenant_id } of due) {
    await takeCheckpoint(callerOf(tenant_id), { cause: 'daily' }).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
  return due.length
}
