import { successor } from '@/domain/correlation/decide'
import type { CorrelationSpec } from '@/domain/correlation/schema'
import type { Sql } from '@/infra/db'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { rankIncidents } from '../impact/rank'
import { loadRules } from './rules'
import { type HeldRow, holdRow, loadMembers, lockGroup, tell } from './store'
import { takeOver } from './succeed'

/** member: its group goes on or ends elsewhere; handed_on: another leads the group; later: asked again after the delay; ended: tell it. */
export type Settled = 'member' | 'handed_on' | 'later' | 'ended' | 'standing'

const GROUP_OF = `SELECT i.group_key AS key FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = $1::uuid`

async function specOf(sql: Sql, { ruleId }: HeldRow): Promise<CorrelationSpec | null> {
  return (await loadRules(sql)).find(({ id }) => id === ruleId)?.spec ?? null
}

async function end(sql: Sql, headId: string, now: Date): Promise<void> {
  await sql(
    'UPDATE incident SET ended_at = $2 WHERE tenant_id = :tenant AND client_id = ANY(:clients) AND id = $1::uuid AND ended_at IS NULL',
    [headId, now],
  )
}

interface Ended {
  settled: Settled
  newHeadId: string | null
}

async function settle(sql: Sql, now: Date, incidentId: string, isSettling: boolean): Promise<Ended> {
  const [known] = await sql<{ key: string | null }>(GROUP_OF, [incidentId])
  if (known?.key) await lockGroup(sql, known.key)
  const row = await holdRow(sql, incidentId)
  if (!row?.isResolved) return { settled: 'standing', newHeadId: null }
  if (row.parentId) return { settled: 'member', newHeadId: null }
  const spec = await specOf(sql, row)
  const next = successor(await loadMembers(sql, incidentId))
  if (next) {
    const isTold = spec?.resolve === 'head'
    if (isTold) await end(sql, incidentId, now)
    await takeOver(sql, { headId: next.id, before: { id: incidentId, endedAt: isTold ? now : row.endedAt } }, now)
    return { settled: isTold ? 'ended' : 'handed_on', newHeadId: next.id }
  }
  const delayS = row.resolvedAt && spec ? spec.resolveDelayS : 0
  if (delayS > 0 && !isSettling) {
    await tell(
      sql,
      'incident.resolved',
      { incidentId, isSettling: true },
      { now, notBefore: new Date(now.getTime() + delayS * 1000) },
    )
    return { settled: 'later', newHeadId: null }
  }
  await end(sql, incidentId, now)
  return { settled: 'ended', newHeadId: null }
}

/**
 * An incident was resolved: does its group end? Only `ended` is told to people. While members stand, the oldest of them leads
 * the group on; a rule's resolve delay is waited for. Safe to repeat.
 */
export async function settleGroup(
  caller: Caller,
  { incidentId, isSettling = false }: { incidentId: string; isSettling?: boolean | undefined },
): Promise<Settled> {
  const { settled, newHeadId } = await sealed(caller.scope, (sql, now) => settle(sql, now, incidentId, isSettling))
  if (newHeadId) await rankIncidents(caller, [newHeadId])
  return settled
}
