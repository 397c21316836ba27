import type { Standing } from '@/domain/correlation/decide'
import type { Sql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { TOPICS, type Topic, type TopicPayload } from '@/queue/topics'

const COLUMNS = `i.id, i.opened_at AS "openedAt", i.status = 'resolved' AS "isResolved", i.parent_id AS "parentId", i.raised_at AS "raisedAt",
  i.held_until AS "heldUntil", i.ended_at AS "endedAt"`

/** One decision at a time for incidents that share a key; held until commit. */
export async function lockGroup(sql: Sql, key: string): Promise<void> {
  await sql(`SELECT pg_advisory_xact_lock(hashtextextended('correlation/' || (:tenant)::text || $1, 0))`, [key])
}

/** Those of a key that can still matter to a newcomer: unresolved, or resolved not long ago; the key's latest. */
export function loadGroup(sql: Sql, key: string, since: Date): Promise<Standing[]> {
  return sql<Standing>(
    `SELECT ${COLUMNS} FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.group_key = $1
       AND i.correlated_at IS NOT NULL AND (i.status <> 'resolved' OR i.resolved_at >= $2)
     ORDER BY i.opened_at DESC LIMIT 2000`,
    [key, since],
  )
}

/** Members of a head, oldest first. */
export function loadMembers(sql: Sql, headId: string): Promise<Standing[]> {
  return sql<Standing>(
    `SELECT ${COLUMNS} FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.parent_id = $1::uuid ORDER BY i.opened_at, i.id`,
    [headId],
  )
}

export interface HeldRow extends Standing {
  status: 'open' | 'acknowledged' | 'resolved'
  groupKey: string | null
  ruleId: string | null
  correlatedAt: Date | null
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  resolvedAt: Date | null
}

/** An incident held until commit. */
export async function holdRow(sql: Sql, incidentId: string): Promise<HeldRow | null> {
  const [row] = await sql<HeldRow>(
    `SELECT ${COLUMNS}, i.status::text, i.group_key AS "groupKey", i.rule_id AS "ruleId", i.correlated_at AS "correlatedAt",
       i.acknowledged_at AS "acknowledgedAt", i.acknowledged_by AS "acknowledgedBy", i.resolved_at AS "resolvedAt"
     FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = $1::uuid FOR UPDATE`,
    [incidentId],
  )
  return row ?? null
}

/** Puts incidents under a head; what waited waits no longer. */
export async function joinHead(sql: Sql, headId: string, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return
  await sql(
    `UPDATE incident SET parent_id = $1::uuid, held_until = NULL WHERE tenant_id = :tenant AND client_id = ANY(:clients) AND id = ANY($2::uuid[])`,
    [headId, [...memberIds].sort()],
  )
}

/** Writes an effect that commits with this transaction, on the plain path. */
export async function tell<T extends Topic>(
  sql: Sql,
  topic: T,
  payload: TopicPayload<T>,
  { now, notBefore = now }: { now: Date; notBefore?: Date },
): Promise<void> {
  await sql(
    'INSERT INTO outbox (tenant_id, id, topic, payload, created_at, not_before) VALUES (:tenant, $1::uuid, $2, $3::jsonb, $4, $5)',
    [newId(), topic, JSON.stringify(TOPICS[topic].parse(payload)), now, notBefore],
  )
}

/** Calls people for an incident: once, whatever else happens to it. */
export async function raise(sql: Sql, incidentId: string, now: Date): Promise<void> {
  const raised = await sql(
    `UPDATE incident SET raised_at = $2, held_until = NULL, parent_id = NULL
     WHERE tenant_id = :tenant AND client_id = ANY(:clients) AND id = $1::uuid AND raised_at IS NULL RETURNING id`,
    [incidentId, now],
  )
  if (raised.length > 0) await tell(sql, 'incident.raised', { incidentId }, { now })
}
