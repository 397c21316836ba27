import type { Standing } from '@/domain/correlation/decide'
import type { Sql } from '@/infra/db'
import { joinHead, raise } from './store'

/** Who had the group has it still: people who took it are not called again for what they already have. */
const INHERIT = `
UPDATE incident n SET parent_id = NULL, held_until = NULL, raised_at = coalesce(n.raised_at, $3), status = 'acknowledged',
  acknowledged_at = coalesce(n.acknowledged_at, $3), acknowledged_by = coalesce(n.acknowledged_by, b.acknowledged_by), version = n.version + 1
FROM incident b
WHERE n.tenant_id = :tenant AND n.client_id = ANY(:clients) AND n.id = $1::uuid AND n.status <> 'resolved'
  AND b.tenant_id = n.tenant_id AND b.id = $2::uuid AND b.acknowledged_by IS NOT NULL RETURNING n.id`

/**
 * The head of a group has ended, and another leads it now. While the end was not told, the group goes on: whoever took it keeps
 * it in silence. What nobody took, and what comes back after its end was told, is told again. The old head and its members
 * stay with the group.
 */
export async function takeOver(
  sql: Sql,
  { headId, before }: { headId: string; before: Pick<Standing, 'id' | 'endedAt'> },
  now: Date,
): Promise<void> {
  const members = await sql<{ id: string }>(
    'SELECT i.id FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.parent_id = $1::uuid AND i.id <> $2::uuid',
    [before.id, headId],
  )
  const inherited = before.endedAt === null ? await sql(INHERIT, [headId, before.id, now]) : []
  if (inherited.length === 0) {
    await sql(
      'UPDATE incident SET parent_id = NULL WHERE tenant_id = :tenant AND client_id = ANY(:clients) AND id = $1::uuid',
      [headId],
    )
    await raise(sql, headId, now)
  }
  await joinHead(sql, headId, [before.id, ...members.map(({ id }) => id)])
}
