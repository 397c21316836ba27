import type { Expectation } from '@/domain/expectation/schema'
import type { ExpectationState } from '@/domain/expectation/state'
import type { StepResult } from '@/domain/expectation/step'
import { ownClient } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { MutationContext } from '../context'

/** A rule with where it stands; `state.version` guards the row. */
export interface StoredExpectation extends Expectation {
  id: string
  clientId: string
  workflowId: string
  state: ExpectationState & { version: number }
}

/** A rule inside the scope, with its state. */
export async function loadExpectation(ctx: MutationContext, id: string): Promise<StoredExpectation> {
  const row = await ctx.tx.expectation.findFirst({ where: { ...ownClient(ctx), id }, include: { state: true } })
  if (!row?.state) throw notFound('expectation')
  return { ...row, state: row.state }
}

/** The rules of a workflow that the caller has loaded. */
export async function expectationIdsOf(ctx: MutationContext, workflowId: string): Promise<string[]> {
  const rows = await ctx.tx.expectation.findMany({
    where: { ...ownClient(ctx), workflowId },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id }) => id)
}

/** Writes what a step decided: the state while its version is still the one read, and one row per transition. */
export async function applyStep(
  ctx: MutationContext,
  { id, clientId, workflowId, state: old }: StoredExpectation,
  next: StepResult,
): Promise<void> {
  const { status, since, dueAt, startedAt, lastMetAt, nextCheckAt, seq } = next.state
  const { count } = await ctx.tx.expectationState.updateMany({
    where: { ...ownClient(ctx), expectationId: id, version: old.version },
    data: { status, since, dueAt, startedAt, lastMetAt, nextCheckAt, seq, version: old.version + 1 },
  })
  if (count === 0) throw conflict('expectation')
  await ctx.tx.transition.createMany({
    data: next.transitions.map((transition) => ({
      tenantId: ctx.scope.tenantId,
      id: newId(),
      clientId,
      workflowId,
      subjectKind: 'expectation',
      subjectId: id,
      seq: transition.seq,
      fromState: transition.from,
      toState: transition.to,
      at: transition.at,
      recordedAt: ctx.now,
      cause: { ...transition.cause },
    })),
  })
}
