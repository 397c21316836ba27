import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { holdExpectation, standingOf, steer } from './steer'

/** Waits again, for the next slot from now on; nothing of the pause counts as missed. */
export const resumeExpectation = mutation(
  {
    action: 'expectation.resume',
    can: 'expectation.manage',
    plan: 'always',
    input: z.strictObject({ expectationId: zId }),
  },
  async (ctx, { expectationId }) => {
    const held = await holdExpectation(ctx, expectationId)
    const { workflow, expectation } = held
    if (expectation.state.status !== 'paused') return unchanged(standingOf(expectation), 'it is not paused')
    if (workflow.lifecycle === 'retired') {
      throw new AppError('CONFLICT', `${workflow.name} is retired: nothing is expected of it any more.`)
    }
    const standing = await steer(ctx, held, { kind: 'resume', rule: expectation.rule })
    return audited(standing, {
      subject: { kind: 'expectation', id: expectationId, name: workflow.name },
      clientId: workflow.clientId,
      before: { status: 'paused' },
      after: { status: standing.status, dueAt: standing.dueAt },
    })
  },
)
