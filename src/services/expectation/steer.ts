import type { Expectation } from '@/domain/expectation/schema'
import type { ExpectationState } from '@/domain/expectation/state'
import { notFound } from '@/lib/errors'
import type { MutationContext } from '../context'
import { loadFacts } from '../evaluation/evaluate-load'
import { applyVerdict } from '../evaluation/evaluate-verdict'
import { lookAtExpectation, type WatchedExpectation, type WatchedWorkflow } from '../evaluation/evaluate-watch'
import { loadHolds } from '../evaluation/hold'
import { closeOwed, withOwed } from '../evaluation/owed'
import { withPlants } from '../evaluation/plant'
import { incidentLedger, type OpenIncident } from '../incident/ledger'
import { markFrom } from '../ledger/day-mark'

/** An expectation and what it hangs on, held until the end of the transaction: evaluations wait their turn. */
export interface Held {
  workflow: WatchedWorkflow
  expectation: WatchedExpectation
  incidents: OpenIncident[]
}

/** Where an expectation stands after somebody moved it. */
export interface Standing {
  expectationId: string
  status: ExpectationState['status']
  dueAt: Date | null
}

const FIND = `
SELECT e.workflow_id FROM expectation e
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.id = $1`

/** An expectation inside the scope, held together with its workflow as an evaluation holds them. */
export async function holdExpectation(ctx: MutationContext, expectationId: string): Promise<Held> {
  const [found] = await ctx.sql<{ workflow_id: string }>(FIND, [expectationId])
  const facts = found && (await loadFacts(ctx.sql, found.workflow_id, { executionIds: [], countedKeys: [] }))
  const expectation = facts?.expectations.find(({ id }) => id === expectationId)
  if (!facts || !expectation) throw notFound('expectation')
  const [placed] = await withPlants(ctx.sql, [expectation], () => facts.workflow.id)
  const [owing] = await withOwed(ctx.sql, [placed ?? expectation], ctx.now)
  return { workflow: facts.workflow, expectation: owing ?? expectation, incidents: facts.incidents }
}

export function standingOf({ id, state }: WatchedExpectation): Standing {
  return { expectationId: id, status: state.status, dueAt: state.dueAt }
}

/**
 * Moves an expectation by hand, with everything that follows: transitions, incidents, mail. What the old rule brought until
 * now stands by the old rule, whether or not a timer has noticed it yet.
 */
export async function steer(
  ctx: MutationContext,
  { workflow, expectation, incidents }: Held,
  { kind, rule }: { kind: 'pause' | 'resume' | 'changed'; rule: Expectation },
): Promise<Standing> {
  const { id, version } = expectation
  const heldUntil = (await loadHolds(ctx.sql, [workflow], ctx.now))(workflow)
  const tools = { ledger: incidentLedger(incidents), now: ctx.now, heldUntil }
  const ticked = lookAtExpectation(workflow, expectation, [{ kind: 'tick' }], tools)
  const now = ticked.change?.state ?? expectation.state
  // The new rule judges nothing that the old one waited for.
  const start = kind === 'changed' ? { ...now, dueAt: null, startedAt: null, openRuns: [] } : now
  const { held: _, ...alarm } = ticked.change?.alarm ?? expectation.alarm
  const next: WatchedExpectation = { id, version, rule, state: start, alarm, owed: null }
  const [placed] = await withPlants(ctx.sql, [next], () => workflow.id)
  const [owing] = await withOwed(ctx.sql, [placed ?? next], ctx.now)
  const moved = lookAtExpectation(workflow, owing ?? next, [{ kind }], tools)
  const state = moved.change?.state ?? start
  const transitions = [...ticked.transitions, ...moved.transitions]
  const states = [{ expectationId: id, version, state, alarm: moved.change?.alarm ?? alarm }]
  await applyVerdict(ctx.sql, { states, transitions, incidents: tools.ledger.changed(), effects: [] }, ctx.now)
  await closeOwed(ctx.sql, [owing ?? next], ctx.now)
  await markFrom(ctx.sql, [id], ctx.now)
  return { expectationId: id, status: state.status, dueAt: state.dueAt }
}
