import { type Rota, RotationPlan } from '@/domain/rotation/schema'
import type { Sql } from '@/infra/db'

interface Row {
  id: string
  zone: string
  plan: unknown
  overrides: { userId: string | null; from: string; to: string; createdAt: string }[] | null
}

const ROTAS = `
SELECT r.id, r.zone, r.plan, (
  SELECT json_agg(json_build_object('userId', o.user_id, 'from', o.from_at, 'to', o.to_at, 'createdAt', o.created_at) ORDER BY o.created_at)
  FROM rotation_override o WHERE o.tenant_id = :tenant AND o.rotation_id = r.id AND o.removed_at IS NULL AND o.to_at > $2) AS overrides
FROM rotation r WHERE r.tenant_id = :tenant AND r.id = ANY($1::uuid[]) AND r.archived_at IS NULL`

/** Rotations with the overrides that end after `since`. */
export async function loadRotas(sql: Sql, ids: readonly string[], since: Date): Promise<Map<string, Rota>> {
  const rows = await sql<Row>(ROTAS, [ids, since])
  return new Map(
    rows.map(({ id, zone, plan, overrides }) => [
      id,
      {
        zone,
        plan: RotationPlan.parse(plan),
        overrides: (overrides ?? []).map(({ userId, from, to, createdAt }) => ({
          userId,
          from: new Date(from),
          to: new Date(to),
          createdAt: new Date(createdAt),
        })),
      },
    ]),
  )
}
