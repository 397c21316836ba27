import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { mutation, unchanged } from '../define'
import { loadWorkflow } from '../workflow/store'
import { standingOf, steer } from './steer'
import { loadExpectation } from './store'

/** Waits again, for the next slot from now on; nothing of the pause counts as missed. */
export const resumeExpectation = mutation(
  { action: 'expectation.resume', can: 'expectation.manage', input: z.strictObject({ expectationId: zId }) },
  async (ctx, { expectationId }) => {
    const expectation = await loadExpectation(ctx, expectationId)
    if (expectation.state.status !== 'paused') return unchanged(standingOf(expectation), 'it is not paused')
    const { name, lifecycle } = await loadWorkflow(ctx, expectation.workflowId)
    if (lifecycle === 'retired')
      throw new AppError('CONFLICT', `${name} is retired: nothing is expected of it any more.`)
    return steer(ctx, expectation, { kind: 'resume', workflowName: name })
  },
)
