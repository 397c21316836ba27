import { z } from 'zod'
import { meaningOf, type PromiseMeaning } from '@/domain/objective/promise'
import { ObjectiveInput } from '@/domain/objective/schema'
import { query } from '../define'

/** Looked back for the present volume; a month's worth of days is made of it. */
const LOOK_BACK_DAYS = 28
const DAY_S = 86_400

const VOLUME = `
WITH scope AS (
  SELECT w.id, w.created_at FROM workflow w LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
  WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.lifecycle <> 'retired' AND CASE $1
    WHEN 'workflow' THEN w.id = $2::uuid WHEN 'process' THEN w.process_id = $2::uuid
    WHEN 'site' THEN coalesce(w.site_id, p.site_id) = $2::uuid ELSE w.client_id = $2::uuid END
)
SELECT CASE $3 WHEN 'occurrences' THEN
    (SELECT coalesce(sum(r.succeeded + r.failed), 0) FROM rollup_day r JOIN scope s ON s.id = r.workflow_id
     WHERE r.tenant_id = :tenant AND r.day > current_date - ${LOOK_BACK_DAYS} - 1 AND r.day < current_date)
  ELSE (SELECT coalesce(sum(d.expected), 0) FROM expectation_day d JOIN scope s ON s.id = d.workflow_id
     WHERE d.tenant_id = :tenant AND d.day > current_date - ${LOOK_BACK_DAYS} - 1 AND d.day < current_date) END::float8 AS units,
  least(${LOOK_BACK_DAYS}, greatest(1, extract(day FROM now() - (SELECT min(s.created_at) FROM scope s))))::float8 AS days,
  (SELECT count(*)::int FROM scope) AS workflows`

export interface ObjectivePreview extends PromiseMeaning {
  /** the volume comes from so many days */
  seenDays: number
}

/** What a target would mean at the present volume, before it is promised. One statement. */
export const previewObjective = query(
  {
    action: 'objective.preview',
    can: 'objective.manage',
    input: z.strictObject({ objective: ObjectiveInput }),
  },
  async (ctx, { objective: input }): Promise<ObjectivePreview> => {
    const windowDays = input.window.kind === 'rolling' ? input.window.days : 30
    const facts = [input.scope.kind, input.scope.id, input.form]
    const [row] = await ctx.sql<{ units: number; days: number; workflows: number }>(VOLUME, facts)
    const seenDays = row?.days ?? 0
    const perWindow = row && row.units > 0 ? Math.round((row.units * windowDays) / seenDays) : null
    // Slices are there whether anything runs or not.
    const slices = Math.floor((windowDays * DAY_S) / input.sliceS)
    const volume = input.form === 'timeslices' ? slices : perWindow
    return { ...meaningOf(input.targetPpm, volume, windowDays), seenDays: Math.round(seenDays) }
  },
)
