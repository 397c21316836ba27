import type { FakeMail } from '@/testing/fakes/resend'
import { rollupsAndRecount, rowsOf } from '@/testing/sender'
import { BROKEN, type Ledger } from './senders'

async function checkEvents(tenantId: string, { sent, acked }: Ledger): Promise<string[]> {
  const rows = await rowsOf<{ key: string }>('SELECT key FROM event_log WHERE tenant_id = $1', [tenantId])
  const keys = await rowsOf<{ key: string }>('SELECT key FROM event_key WHERE tenant_id = $1', [tenantId])
  const stored = new Set(rows.map(({ key }) => key))
  const wrong: string[] = []
  const lost = [...acked].filter((id) => !stored.has(id))
  if (lost.length > 0) wrong.push(`${lost.length} acknowledged events are lost, such as ${lost[0]}`)
  if (stored.size !== rows.length) wrong.push(`${rows.length - stored.size} events are stored twice`)
  if (keys.length !== rows.length) wrong.push(`${keys.length} keys for ${rows.length} events`)
  const unknown = [...stored].filter((id) => !sent.has(id))
  if (unknown.length > 0) wrong.push(`${unknown.length} events were never sent, such as ${unknown[0]}`)
  return wrong
}

async function checkRuns(tenantId: string): Promise<string[]> {
  const { rollups, recount } = await rollupsAndRecount(tenantId)
  const wrong =
    JSON.stringify(rollups) === JSON.stringify(recount) ? [] : ['the minute roll-ups differ from a recount of the runs']
  const [torn] = await rowsOf<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT 1 FROM execution WHERE tenant_id = $1 GROUP BY source_id, workflow_id, run_key, attempt HAVING count(*) > 1) x`,
    [tenantId],
  )
  if (torn?.n) wrong.push(`${torn.n} runs are stored as two`)
  const [counted] = await rowsOf<{ runs: string; found: string }>(
    `SELECT (SELECT sum(runs) FROM workflow_state WHERE tenant_id = $1)::text AS runs, (SELECT count(*) FROM execution WHERE tenant_id = $1)::text AS found`,
    [tenantId],
  )
  if (counted?.runs !== counted?.found)
    wrong.push(`the workflows count ${counted?.runs} runs, there are ${counted?.found}`)
  return wrong
}

interface IncidentRow {
  id: string
  key: string
  status: string
  cause: string
}

async function checkIncidents(tenantId: string): Promise<string[]> {
  const rows = await rowsOf<IncidentRow>(
    `SELECT i.id, w.key, i.status, i.cause_key AS cause FROM incident i JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id WHERE i.tenant_id = $1`,
    [tenantId],
  )
  const wrong: string[] = []
  const open = rows.filter(({ status }) => status !== 'resolved').map(({ cause }) => cause)
  if (new Set(open).size !== open.length) wrong.push('two incidents are open for one cause')
  for (const name of BROKEN) {
    const found = rows.filter(({ key }) => key === name).length
    if (found !== 1) wrong.push(`${name} only ever failed, and has ${found} incidents instead of one`)
  }
  const healthy = rows.filter(({ key }) => key.startsWith('healthy')).length
  if (healthy > 0) wrong.push(`${healthy} incidents of workflows that never failed`)
  return wrong
}

/** Every incident told each person on duty once: in our books and in the provider's. */
async function checkMails(tenantId: string, ledger: readonly FakeMail[], onDuty: number): Promise<string[]> {
  const stored = await rowsOf<{ key: string }>(`SELECT key FROM mail_message WHERE tenant_id = $1`, [tenantId])
  const incidents = await rowsOf<{ id: string }>('SELECT id FROM incident WHERE tenant_id = $1', [tenantId])
  const wrong: string[] = []
  if (new Set(stored.map(({ key }) => key)).size !== stored.length) wrong.push('a mail is stored twice')
  for (const { id } of incidents) {
    const opened = stored.filter(({ key }) => key.startsWith(`incident-opened/${id}/`)).length
    if (opened > onDuty) wrong.push(`incident ${id} was announced ${opened} times to ${onDuty} people`)
  }
  const told = ledger.map(({ to, subject, html }) => `${to} ${subject} ${html}`)
  if (new Set(told).size !== told.length) wrong.push(`${told.length - new Set(told).size} mails left the house twice`)
  if (ledger.length !== stored.length) wrong.push(`${stored.length} mails are stored, ${ledger.length} left the house`)
  return wrong
}

async function checkOutbox(tenantId: string): Promise<string[]> {
  const rows = await rowsOf<{ n: number; topic: string; state: string; attempts: number; error: string | null }>(
    `SELECT count(*)::int AS n, topic, CASE WHEN failed_at IS NOT NULL THEN 'gave up' WHEN dispatched_at IS NULL THEN 'wait' ELSE 'are handed out' END AS state,
       max(attempts) AS attempts, max(last_error) AS error
     FROM outbox WHERE tenant_id = $1 AND done_at IS NULL GROUP BY 2, 3`,
    [tenantId],
  )
  return rows.map(
    ({ n, topic, state, attempts, error }) => `${n} effects ${topic} ${state}, up to ${attempts} attempts: ${error}`,
  )
}

/** Effects that are due and not done. */
export async function waitingEffects(tenantId: string): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    'SELECT count(*)::int AS n FROM outbox WHERE tenant_id = $1 AND done_at IS NULL AND failed_at IS NULL',
    [tenantId],
  )
  return row?.n ?? 0
}

/** Everything that must hold after any faults; each line is one promise broken. */
export async function check(
  tenantId: string,
  senders: Ledger,
  mails: readonly FakeMail[],
  onDuty: number,
): Promise<string[]> {
  const found = [
    checkEvents(tenantId, senders),
    checkRuns(tenantId),
    checkIncidents(tenantId),
    checkMails(tenantId, mails, onDuty),
    checkOutbox(tenantId),
  ]
  return [...senders.wrong, ...(await Promise.all(found)).flat()]
}
