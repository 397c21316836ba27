import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { addDays, localDay } from '@/domain/calendar/day'
import { type BurnDown, burnDown } from '@/domain/objective/burn-down'
import { meaningOf, type PromiseMeaning } from '@/domain/objective/promise'
import type { Tally } from '@/domain/objective/tally'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadObjectives, type StoredObjective } from './load'
import { type ObjectiveStanding, standingsOf } from './standing'

/** A calendar month, where alert rules ask for a number of days. */
const MONTH_DAYS = 30

export interface ObjectivePage {
  objective: StoredObjective
  standing: ObjectiveStanding
  scopeName: string
  client: { slug: string; name: string }
  burnDown: BurnDown
  meaning: PromiseMeaning
  /** where a contract promises it, latest first */
  promises: { contractId: string; name: string; number: number; targetPpm: number; effectiveFrom: string }[]
  mayManage: boolean
}

const DAYS = `
SELECT d.day::text AS day, d.eligible, d.good, d.bad, d.excluded FROM objective_day d
WHERE d.tenant_id = :tenant AND d.objective_id = $1::uuid AND d.day BETWEEN $2::date AND $3::date`

const PROMISES = `
SELECT c.id AS "contractId", c.name, v.number, (t->>'targetPpm')::int AS "targetPpm", v.effective_from::text AS "effectiveFrom"
FROM contract c JOIN contract_version v ON v.tenant_id = c.tenant_id AND v.contract_id = c.id
CROSS JOIN LATERAL jsonb_array_elements(v.terms->'objectives') AS t
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.client_id = $1::uuid AND t->>'objectiveId' = $2::text
ORDER BY v.number DESC LIMIT 20`

const CLIENT = `SELECT c.slug, c.name FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.id = $1::uuid`

/** One objective: what it reached, how its budget went, what it means at the present volume. Six statements. */
export const getObjective = query(
  { action: 'objective.get', can: 'workflow.read', input: z.strictObject({ objectiveId: zId }) },
  async (ctx, { objectiveId }): Promise<ObjectivePage> => {
    const [objective] = await loadObjectives(ctx.sql, { ids: [objectiveId], withArchived: true })
    const known = objective && (await standingsOf(ctx.sql, [objective], ctx.now)).get(objectiveId)
    if (!objective || !known) throw notFound('objective')
    const { scopeName, ...standing } = known
    const { window, targetPpm, clientId } = objective
    const today = localDay(objective.zone, ctx.now)
    const fromDay = window.kind === 'rolling' ? addDays(today, 2 - 2 * window.days) : standing.fromDay
    const rows = await ctx.sql<Tally & { day: string }>(DAYS, [objectiveId, fromDay, standing.toDay])
    const tallies = new Map(rows.map(({ day, ...tally }) => [day, tally]))
    const [client] = await ctx.sql<{ slug: string; name: string }>(CLIENT, [clientId])
    return {
      objective,
      standing,
      scopeName,
      client: client ?? { slug: '', name: '' },
      burnDown: burnDown(window, { tallies, targetPpm, today }),
      meaning: meaningOf(targetPpm, standing.tally.eligible, window.kind === 'rolling' ? window.days : MONTH_DAYS),
      promises: await ctx.sql(PROMISES, [clientId, objectiveId]),
      mayManage: can(ctx.actor, 'objective.manage'),
    }
  },
)
