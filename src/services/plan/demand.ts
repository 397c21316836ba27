import type { Actor } from '@/domain/access/actor'
import type { Permission } from '@/domain/access/permissions'
import { isGated, type PlanRule, planProblem } from '@/domain/plan/gate'
import type { Sql } from '@/infra/db'
import { AppError } from '@/lib/errors'
import { isBilled, loadStanding } from './standing'

/** Refuses set-up by people and their keys where the plan closes it. The machine is never refused. @throws AppError FORBIDDEN */
export async function demandPlan(
  { actor }: { actor: Actor },
  spec: { can: Permission; plan?: PlanRule },
  sql: Sql,
): Promise<void> {
  if (actor.kind === 'system' || actor.kind === 'visitor' || !isGated(spec)) return
  const problem = planProblem(spec, await loadStanding(sql), isBilled())
  if (problem) throw new AppError('FORBIDDEN', problem)
}
