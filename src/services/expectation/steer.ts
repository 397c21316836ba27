import { step } from '@/domain/expectation/step'
import type { MutationContext } from '../context'
import { audited, type Outcome } from '../define'
import { applyStep, type StoredExpectation } from './store'

/** Where an expectation stands after somebody moved it. */
export interface Standing {
  expectationId: string
  status: StoredExpectation['state']['status']
  dueAt: Date | null
}

export function standingOf({ id, state }: StoredExpectation): Standing {
  return { expectationId: id, status: state.status, dueAt: state.dueAt }
}

/** Pauses or resumes through the state machine, and records it. */
export async function steer(
  ctx: MutationContext,
  expectation: StoredExpectation,
  { kind, workflowName }: { kind: 'pause' | 'resume'; workflowName: string },
): Promise<Outcome<Standing>> {
  const { id, clientId, state } = expectation
  const next = step(expectation, state, { kind }, ctx.now)
  await applyStep(ctx, expectation, next)
  const { status, dueAt } = next.state
  return audited(
    { expectationId: id, status, dueAt },
    {
      subject: { kind: 'expectation', id, name: workflowName },
      clientId,
      before: { status: state.status },
      after: { status, dueAt },
    },
  )
}
