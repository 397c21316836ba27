import { z } from 'zod'
import { VERDICTS } from '@/domain/objective/attain'
import { OBJECTIVE_CALENDARS, OBJECTIVE_FORMS, SCOPE_KINDS } from '@/domain/objective/schema'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadObjectives, type StoredObjective } from './load'
import { type ObjectiveStanding, standingsOf } from './standing'

/** What the public API shows of an objective and of what it reached. */
export const ObjectiveRecord = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    name: z.string(),
    form: z.enum(OBJECTIVE_FORMS).describe('what a unit is: a run, a due slot, or a slice of time'),
    scope: z.object({ kind: z.enum(SCOPE_KINDS), id: z.uuid() }),
    targetPpm: z.int(),
    window: z.union([
      z.object({ kind: z.literal('calendar_month') }),
      z.object({ kind: z.literal('rolling'), days: z.int() }),
    ]),
    zone: z.string().describe('IANA time zone; days and months are local to it'),
    calendar: z.enum(OBJECTIVE_CALENDARS),
    sliceS: z.int(),
    maxDurationMs: z.int().nullable(),
    version: z.int(),
    createdAt: z.date(),
    archivedAt: z.date().nullable(),
    fromDay: z.string().describe('first local day of the present window'),
    toDay: z.string().describe('its last local day'),
    isFull: z.boolean().describe('every day of the window is over and was watched'),
    eligible: z.int(),
    good: z.int(),
    bad: z.int(),
    excluded: z.record(z.string(), z.int()).describe('units that do not count, by reason'),
    ppm: z.int().nullable().describe('good / eligible, floored; null: nothing counted'),
    allowedBad: z.int(),
    remaining: z.int().describe('the budget left in units; negative: overdrawn'),
    isMet: z.boolean(),
    wilson: z.object({ lowPpm: z.int(), highPpm: z.int() }).nullable().describe('95 % interval'),
    verdict: z.enum(VERDICTS).describe('met_unproven: met, but not provable at this volume'),
  })
  .meta({ id: 'Objective', description: 'A promise that can be counted, and what it has reached in its window.' })
export type ObjectiveRecord = z.output<typeof ObjectiveRecord>

function recordOf(objective: StoredObjective, standing: ObjectiveStanding): ObjectiveRecord {
  const { attainment, tally, fromDay, toDay, isFull } = standing
  const { ppm, allowedBad, remaining, isMet, wilson, verdict } = attainment
  return { ...objective, ...tally, fromDay, toDay, isFull, ppm, allowedBad, remaining, isMet, wilson, verdict }
}

const IDS = `
SELECT o.id FROM objective o WHERE o.tenant_id = :tenant AND o.client_id = ANY(:clients) AND ($1::uuid IS NULL OR o.id > $1)
  AND ($2::uuid IS NULL OR o.client_id = $2) AND o.archived_at IS NULL ORDER BY o.id LIMIT $3`

/** Objectives inside the scope with their figures, oldest first. */
export const pageObjectives = query(
  { action: 'objective.page', can: 'workflow.read', input: z.strictObject({ ...pageInput, clientId: zId.optional() }) },
  async (ctx, { cursor, limit, clientId }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const ids = (await ctx.sql<{ id: string }>(IDS, [after?.[0] ?? null, clientId ?? null, limit + 1])).map((r) => r.id)
    const objectives = await loadObjectives(ctx.sql, { ids })
    const standings = await standingsOf(ctx.sql, objectives, ctx.now)
    const byId = new Map(objectives.map((objective) => [objective.id, objective]))
    const records = ids.flatMap((id) => {
      const [objective, standing] = [byId.get(id), standings.get(id)]
      return objective && standing ? [recordOf(objective, standing)] : []
    })
    return toPage(records, limit, ({ id }) => [id])
  },
)

/** One objective with its figures, archived or not. */
export const readObjective = query(
  { action: 'objective.read', can: 'workflow.read', input: z.strictObject({ objectiveId: zId }) },
  async (ctx, { objectiveId }): Promise<ObjectiveRecord> => {
    const [objective] = await loadObjectives(ctx.sql, { ids: [objectiveId], withArchived: true })
    const standing = objective && (await standingsOf(ctx.sql, [objective], ctx.now)).get(objectiveId)
    if (!objective || !standing) throw notFound('objective')
    return recordOf(objective, standing)
  },
)
