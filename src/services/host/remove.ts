import { z } from 'zod'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { freeHost, hostFact, loadClaim } from './store'

/** Takes a host off: it stops answering within half a minute, and whoever proves it next owns it. */
export const removeHost = mutation(
  { action: 'host.remove', can: 'brand.manage', plan: 'always', input: z.strictObject({ claimId: zId }) },
  async (ctx, { claimId }) => {
    const claim = await loadClaim(ctx, claimId)
    await freeHost(ctx, claim)
    return audited(
      { claimId, host: claim.host },
      { ...hostFact(claim), before: { host: claim.host, status: claim.status } },
    )
  },
)
