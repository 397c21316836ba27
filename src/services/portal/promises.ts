import { inForce } from '@/domain/contract/effective'
import { attain } from '@/domain/objective/attain'
import type { PortalPromise } from '@/domain/portal/snapshot'
import type { Sql } from '@/infra/db'
import { loadContracts } from '../contract/load'
import { loadObjectives, loadScopes } from '../objective/load'
import { standingsOf } from '../objective/standing'

/** Objectives that only count hidden steps stay hidden with them. */
async function hiddenObjectives(
  sql: Sql,
  objectiveIds: readonly string[],
  hidden: readonly string[],
): Promise<Set<string>> {
  if (hidden.length === 0) return new Set()
  const scopes = await loadScopes(sql, objectiveIds)
  const rows = await sql<{ id: string }>(
    `SELECT w.id FROM workflow w WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.process_id = ANY($1::uuid[])`,
    [hidden],
  )
  const behind = new Set(rows.map(({ id }) => id))
  return new Set(
    [...scopes].flatMap(([id, workflows]) =>
      workflows.length > 0 && workflows.every((w) => behind.has(w)) ? [id] : [],
    ),
  )
}

/** What the contract in force promises, as far as it is kept in the present window. Without a contract nothing is promised. */
export async function loadPortalPromises(
  sql: Sql,
  clientId: string,
  now: Date,
  hiddenProcessIds: readonly string[],
): Promise<PortalPromise[]> {
  const force = inForce((await loadContracts(sql, [clientId])).get(clientId) ?? [], now)
  if (!force) return []
  const terms = new Map(force.version.terms.objectives.map((term) => [term.objectiveId, term]))
  const objectives = await loadObjectives(sql, { clientId, ids: [...terms.keys()] })
  const hidden = await hiddenObjectives(sql, [...terms.keys()], hiddenProcessIds)
  const shown = objectives.filter(({ id }) => !hidden.has(id))
  const standings = await standingsOf(sql, shown, now)
  return shown.flatMap((objective) => {
    const standing = standings.get(objective.id)
    if (!standing || standing.problem) return []
    const targetPpm = terms.get(objective.id)?.targetPpm ?? objective.targetPpm
    const { ppm, n, bad, remaining, verdict } = attain(standing.tally, targetPpm)
    return [
      {
        ...{ name: objective.name, form: objective.form, targetPpm, ppm, n, bad, remaining, verdict },
        fromDay: standing.fromDay,
      },
    ]
  })
}
