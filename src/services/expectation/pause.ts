import { z } from 'zod'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { holdExpectation, standingOf, steer } from './steer'

/** Stops waiting until somebody resumes; what was missed before stays missed. */
export const pauseExpectation = mutation(
  {
    action: 'expectation.pause',
    can: 'expectation.manage',
    plan: 'always',
    input: z.strictObject({ expectationId: zId }),
  },
  async (ctx, { expectationId }) => {
    const held = await holdExpectation(ctx, expectationId)
    const { workflow, expectation } = held
    const { status, dueAt } = expectation.state
    if (status === 'paused') return unchanged(standingOf(expectation), 'it is paused already')
    const standing = await steer(ctx, held, { kind: 'pause', rule: expectation.rule })
    return audited(standing, {
      subject: { kind: 'expectation', id: expectationId, name: workflow.name },
      clientId: workflow.clientId,
      before: { status, dueAt },
      after: { status: standing.status, dueAt: standing.dueAt },
    })
  },
)
