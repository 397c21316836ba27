import type { Claim } from '@/domain/host/proof'
import { asPlatform, ownClient } from '@/infra/db'
import { notFound } from '@/lib/errors'
import type { MutationContext } from '../context'
import { forgetHost } from '../partner/resolve-host'

/** A claim inside the scope, held until the transaction ends: two looks at the DNS are applied one after the other. */
export async function loadClaim(ctx: MutationContext, claimId: string) {
  await ctx.sql('SELECT 1 FROM host_claim h WHERE h.tenant_id = :tenant AND h.id = $1::uuid FOR UPDATE', [claimId])
  const claim = await ctx.tx.hostClaim.findFirst({ where: { ...ownClient(ctx), id: claimId } })
  if (!claim) throw notFound('host')
  return { ...claim, status: claim.status as Claim['status'] }
}
export type ClaimRow = Awaited<ReturnType<typeof loadClaim>>

/** Takes the name if it is free. False: somebody else proved it before. */
export function takeHost(ctx: MutationContext, { host, clientId }: ClaimRow): Promise<boolean> {
  const { tenantId } = ctx.scope
  return asPlatform(ctx.tx, async () => {
    await ctx.tx.host.createMany({ data: [{ host, tenantId, clientId, verifiedAt: ctx.now }], skipDuplicates: true })
    const owner = await ctx.tx.host.findUniqueOrThrow({ where: { host } })
    const isOurs = owner.tenantId === tenantId
    // The others' wishes end here; an owner whose proof may be gone is looked at now.
    const others = { host, tenantId: { not: tenantId } }
    if (isOurs) await ctx.tx.hostClaim.deleteMany({ where: { ...others, status: 'pending' } })
    else
      await ctx.tx.hostClaim.updateMany({
        where: { ...others, status: { not: 'pending' } },
        data: { nextCheckAt: ctx.now },
      })
    forgetHost(host)
    return isOurs
  })
}

/** Gives the name back: the next who proves it gets it. */
export async function freeHost(ctx: MutationContext, { id, host }: Pick<ClaimRow, 'id' | 'host'>): Promise<void> {
  const { tenantId } = ctx.scope
  await asPlatform(ctx.tx, async () => {
    await ctx.tx.host.deleteMany({ where: { host, tenantId, verifiedAt: { not: null } } })
    await ctx.tx.hostClaim.deleteMany({ where: { tenantId, id } })
  })
  forgetHost(host)
}

/** How the audit trail names a host. */
export const hostFact = ({ id, host, clientId }: Pick<ClaimRow, 'id' | 'host' | 'clientId'>) => ({
  subject: { kind: 'host', id, name: host },
  ...(clientId && { clientId }),
})
