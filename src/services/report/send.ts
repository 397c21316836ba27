import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { sendReport } from '../notify/report'

const DUE = `
SELECT d.id FROM report_delivery d
WHERE d.tenant_id = :tenant AND d.report_id = $1 AND d.status = 'queued' AND d.due_at <= now() ORDER BY d.id`

/** Sends what is due of one report; the rest waits for its day. */
export async function sendDue(caller: Caller, reportId: string): Promise<void> {
  const due = await sealed(caller.scope, (sql) => sql<{ id: string }>(DUE, [reportId]))
  for (const { id } of due) await sendReport(caller, id)
}
