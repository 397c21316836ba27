import type { RankFacts } from '@/domain/impact/facts'
import { mergeFacts, rankInput } from '@/domain/impact/merge'
import { rankOf } from '@/domain/impact/rank'
import type { Sql } from '@/infra/db'
import type { Caller } from '../context'
import { countExpected } from '../correlation/signals'
import { sealed } from '../effect/sealed'
import { loadTouched, type Touched } from './load'

const HEADS = `
SELECT DISTINCT coalesce(i.parent_id, i.id)::text AS id FROM incident i
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = ANY($1::uuid[])`

/** Only what has changed is written, and no version moves: nobody loses a race against the clock. */
const WRITE = `
UPDATE incident i SET rank = x.rank, rank_facts = x.facts FROM (SELECT * FROM json_to_recordset($1::json) AS x(id uuid, rank int, facts jsonb) ORDER BY id) x
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = x.id AND (i.rank, i.rank_facts) IS DISTINCT FROM (x.rank, x.facts)`

function ranked(one: Touched, members: readonly Touched[], now: Date): RankFacts {
  const own = mergeFacts([one])
  const group = members.length > 0 ? mergeFacts([one, ...members]) : null
  return { rank: rankOf(rankInput(group ?? own, now)).rank, own, group }
}

async function rank(sql: Sql, now: Date, incidentIds: readonly string[]): Promise<number> {
  const heads = await sql<{ id: string }>(HEADS, [incidentIds])
  const touched = await loadTouched(
    sql,
    heads.map(({ id }) => id),
    now,
  )
  const members = new Map<string, Touched[]>()
  for (const each of touched)
    if (each.parentId) members.set(each.parentId, [...(members.get(each.parentId) ?? []), each])
  const rows = touched.map((one) => {
    const facts = ranked(one, members.get(one.id) ?? [], now)
    return { id: one.id, rank: facts.rank, facts }
  })
  if (rows.length === 0) return 0
  await sql(WRITE, [JSON.stringify(rows)])
  await countExpected(
    sql,
    rows.map(({ id }) => id),
  )
  return rows.length
}

/**
 * Ranks incidents, their heads and all members of those by what they cost the plant now. The rank of a head is its group's.
 * Safe to repeat and to run beside others: what is written follows from what stands.
 */
export function rankIncidents(caller: Caller, incidentIds: readonly string[]): Promise<number> {
  return sealed(caller.scope, (sql, now) => rank(sql, now, incidentIds))
}
