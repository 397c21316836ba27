import type { SubjectHooks } from '../approval/hooks'
import { holdCredit, moveCredit } from './store'

/** What a decision about a credit does: the yes makes it a line of the client's next draft. */
export const creditHooks: SubjectHooks = {
  async approved(ctx, { subjectId }) {
    await moveCredit(ctx, await holdCredit(ctx, subjectId), { status: 'approved', decidedAt: ctx.now })
  },
  async ended(ctx, { subjectId }, how) {
    const status = how === 'withdrawn' ? 'withdrawn' : 'rejected'
    await moveCredit(ctx, await holdCredit(ctx, subjectId), { status, decidedAt: ctx.now })
  },
}
