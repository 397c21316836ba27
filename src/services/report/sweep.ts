import { deliveryDue } from '@/domain/report/due'
import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { AppError } from '@/lib/errors'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { sendReport } from '../notify/report'
import { draftReport } from './draft'
import { releaseReport } from './release'
import { loadReport } from './store'

interface Row {
  tenant_id: string
  client_id: string
  id: string
  month: string
  addendum: number
  day_of_month: number
  [column: string]: unknown
}

/** Frozen months, as last told, that have no report yet. */
const TO_WRITE = `
SELECT f.tenant_id, f.client_id, f.month, coalesce(a.number, 0) AS addendum FROM month_freeze f
LEFT JOIN LATERAL (SELECT max(x.number) AS number FROM month_addendum x
  WHERE x.tenant_id = f.tenant_id AND x.client_id = f.client_id AND x.month = f.month) a ON true
WHERE NOT EXISTS (SELECT FROM report r WHERE r.tenant_id = f.tenant_id AND r.client_id = f.client_id AND r.month = f.month
  AND r.addendum = coalesce(a.number, 0))
ORDER BY f.tenant_id, f.client_id, f.month LIMIT 200`

/** Drafts of clients for whom nobody wants to look first. */
const TO_RELEASE = `
SELECT r.tenant_id, r.client_id, r.id, r.month, r.addendum, s.day_of_month FROM report r
JOIN report_setting s ON s.tenant_id = r.tenant_id AND s.client_id = r.client_id AND NOT s.is_held
WHERE r.status = 'draft' ORDER BY r.tenant_id, r.id LIMIT 200`

const TO_SEND = `
SELECT d.tenant_id, d.client_id, d.id FROM report_delivery d WHERE d.status = 'queued' AND d.due_at <= now() ORDER BY d.due_at LIMIT 100`

/** One client's trouble is no other's; what could not be done now is tried again at the next pass. */
async function attempt(row: Row, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) => {
    const level = error instanceof AppError ? 'info' : 'error'
    logger[level]({ err: error, tenantId: row.tenant_id, clientId: row.client_id }, 'a report waits; it is tried again')
  })
}

async function releaseDue(caller: Caller, { id, month, day_of_month: dayOfMonth }: Row, now: Date): Promise<void> {
  const { version, model } = await sealed(caller.scope, (sql) => loadReport(sql, id, true))
  if (deliveryDue({ month, zone: model.zone, dayOfMonth }, now) > now) return
  await releaseReport(caller, { reportId: id, version })
}

/** Writes reports of newly frozen months, lets out those nobody wants to see first, and sends what is due. */
export async function keepReports(callerOf: (tenantId: string) => Caller, now: Date): Promise<void> {
  for (const row of await platformQuery<Row>(TO_WRITE)) {
    const key = { clientId: row.client_id, month: row.month, addendum: row.addendum }
    await attempt(row, () => draftReport(callerOf(row.tenant_id), key))
  }
  for (const row of await platformQuery<Row>(TO_RELEASE))
    await attempt(row, () => releaseDue(callerOf(row.tenant_id), row, now))
  for (const row of await platformQuery<Row>(TO_SEND))
    await attempt(row, () => sendReport(callerOf(row.tenant_id), row.id))
}
