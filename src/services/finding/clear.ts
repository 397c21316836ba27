import { z } from 'zod'
import { audited, mutation, unchanged } from '../define'
import { endFinding, standingFinding } from './store'

/** It is as it should be again: the finding under this key ends by itself. Nothing stands: nothing happens. */
export const clearFinding = mutation(
  {
    action: 'finding.clear',
    can: 'governance.manage',
    input: z.strictObject({ key: z.string().min(1).max(300), reason: z.string().min(1).max(500) }),
  },
  async (ctx, { key, reason }) => {
    const standing = await standingFinding(ctx, key)
    if (!standing) return unchanged({ findingId: null as string | null }, 'nothing stands under this key')
    await endFinding(ctx, standing, reason)
    const { id, kind, clientId, status } = standing
    return audited(
      { findingId: id as string | null },
      {
        subject: { kind: 'finding', id, name: kind },
        clientId,
        before: { status },
        after: { status: 'cleared' },
        reason,
      },
    )
  },
)
