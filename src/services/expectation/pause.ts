import { z } from 'zod'
import { zId } from '@/lib/ids'
import { mutation, unchanged } from '../define'
import { loadWorkflow } from '../workflow/store'
import { standingOf, steer } from './steer'
import { loadExpectation } from './store'

/** Stops waiting until somebody resumes; what was missed before stays missed. */
export const pauseExpectation = mutation(
  { action: 'expectation.pause', can: 'expectation.manage', input: z.strictObject({ expectationId: zId }) },
  async (ctx, { expectationId }) => {
    const expectation = await loadExpectation(ctx, expectationId)
    if (expectation.state.status === 'paused') return unchanged(standingOf(expectation), 'it is paused already')
    const { name } = await loadWorkflow(ctx, expectation.workflowId)
    return steer(ctx, expectation, { kind: 'pause', workflowName: name })
  },
)
