import { platformQuery, type Sql } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { advance, type HeldEscalation } from './advance'
import { holdCalled } from './incident'
import { pass } from './stage'

const DUE_MAX = 500
/** One that cannot be worked out is looked at again after this long. */
const POSTPONE_MS = 300_000

/** The incident first, as everybody who acts on it does; then the timer, unless another worker has it. */
const PEEK = `SELECT e.incident_id AS "incidentId" FROM escalation e WHERE e.tenant_id = :tenant AND e.id = $1::uuid AND e.next_at <= $2`
const CLAIM = `
SELECT e.id, e.incident_id AS "incidentId", e.policy_id AS "policyId", e.plan, e.state FROM escalation e
WHERE e.tenant_id = :tenant AND e.id = $1::uuid AND e.next_at <= $2 FOR UPDATE SKIP LOCKED`

async function turn(sql: Sql, now: Date, id: string): Promise<boolean> {
  pass('escalation: before the claim')
  const [due] = await sql<{ incidentId: string }>(PEEK, [id, now])
  const incident = due ? await holdCalled(sql, due.incidentId) : null
  const [held] = incident ? await sql<HeldEscalation>(CLAIM, [id, now]) : []
  if (!incident || !held) return false
  pass('escalation: after the claim')
  await advance(sql, now, held, incident)
  return true
}

async function turnOrPostpone(caller: Caller, id: string): Promise<boolean> {
  try {
    const isDone = await sealed(caller.scope, (sql, now) => turn(sql, now, id))
    if (isDone) pass('escalation: after the commit')
    return isDone
  } catch (error) {
    logger.error({ err: error, escalationId: id }, 'an escalation could not go on; it waits five minutes')
    await sealed(caller.scope, (sql, now) =>
      sql('UPDATE escalation e SET next_at = $2 WHERE e.tenant_id = :tenant AND e.id = $1::uuid AND e.next_at <= $3', [
        id,
        new Date(now.getTime() + POSTPONE_MS),
        now,
      ]),
    )
    return false
  }
}

/** Every escalation whose timer has fired, oldest first, for all partners; safe beside other workers. Answers how many moved. */
export async function sweepEscalations(callerOf: (tenantId: string) => Caller): Promise<number> {
  const due = await platformQuery<{ tenant_id: string; id: string }>(
    'SELECT tenant_id, id FROM escalation WHERE next_at <= now() ORDER BY next_at LIMIT $1',
    [DUE_MAX],
  )
  let moved = 0
  for (const { tenant_id, id } of due) if (await turnOrPostpone(callerOf(tenant_id), id)) moved++
  return moved
}
