import { type Decision, decide, type Standing } from '@/domain/correlation/decide'
import { type Placed, placeOf } from '@/domain/correlation/match'
import type { Sql } from '@/infra/db'
import { traced } from '@/infra/tracing'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { rankIncidents } from '../impact/rank'
import { loadRules } from './rules'
import { type HeldRow, holdRow, joinHead, loadGroup, lockGroup, raise, tell } from './store'
import { takeOver } from './succeed'
import { loadSuspect } from './suspects'

/** How far back resolved incidents of a key are looked at; longer than any reopen delay. */
const BACK_MS = 2 * 86_400_000

/** What became of an incident: told, joined to another, kept waiting, or over before anybody was told. */
export type Correlated = Decision['kind'] | 'over' | 'known'

async function record(sql: Sql, row: HeldRow, placed: Placed | null, now: Date): Promise<void> {
  await sql(
    `UPDATE incident SET correlated_at = $2, group_key = $3, rule_id = $4::uuid WHERE tenant_id = :tenant AND client_id = ANY(:clients) AND id = $1::uuid`,
    [row.id, now, placed?.key ?? null, placed?.rule.id ?? null],
  )
}

async function apply(sql: Sql, row: HeldRow, group: readonly Standing[], decision: Decision, now: Date): Promise<void> {
  if (decision.kind === 'candidate') {
    await sql(
      'UPDATE incident SET held_until = $2 WHERE tenant_id = :tenant AND client_id = ANY(:clients) AND id = $1::uuid',
      [row.id, decision.until],
    )
    return tell(sql, 'incident.held', { incidentId: row.id }, { now, notBefore: decision.until })
  }
  const { headId, memberIds } = decision
  await joinHead(sql, headId, memberIds)
  if (decision.kind === 'member') return
  const before = group.find(({ id }) => id === decision.afterId)
  if (before) await takeOver(sql, { headId, before }, now)
  else await raise(sql, headId, now)
}

async function correlate(sql: Sql, now: Date, incidentId: string): Promise<Correlated> {
  const suspect = await loadSuspect(sql, incidentId)
  if (!suspect) return 'over'
  const placed = placeOf(suspect, await loadRules(sql))
  if (placed) await lockGroup(sql, placed.key)
  const row = await holdRow(sql, incidentId)
  if (!row || row.correlatedAt) return 'known'
  await record(sql, row, placed, now)
  if (row.isResolved) return 'over'
  if (!placed) {
    await raise(sql, incidentId, now)
    return 'head'
  }
  const group = await loadGroup(sql, placed.key, new Date(now.getTime() - BACK_MS))
  const decision = decide(row, group, placed.rule.spec, now)
  await apply(sql, row, group, decision, now)
  return decision.kind
}

/**
 * Decides, once per incident, whether people are called for it, it joins a group, or it waits for others: one transaction under
 * the group's lock, so two workers never make two heads. Safe to repeat: what is decided stays. The rank follows in a
 * transaction of its own, so that counting the blast radius delays nobody's page.
 */
export function correlateIncident(
  caller: Caller,
  { incidentId }: { incidentId: string; outboxId?: string },
): Promise<Correlated> {
  return traced('incident.correlate', async () => {
    const correlated = await sealed(caller.scope, (sql, now) => correlate(sql, now, incidentId))
    await rankIncidents(caller, [incidentId])
    return correlated
  })
}
