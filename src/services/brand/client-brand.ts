import { ClientBrandInput } from '@/domain/brand/schema'
import { deriveTheme } from '@/domain/brand/theme'
import { own } from '@/infra/db'
import { changes } from '@/lib/changes'
import { loadActiveClient } from '../client/store'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'

const NOTHING = {
  name: null,
  color: null,
  legalName: null,
  supportEmail: null,
  supportUrl: null,
  senderName: null,
  logoHash: null,
}

/** The client's own words, made when it says its first. */
export async function loadClientBrand(ctx: MutationContext, clientId: string) {
  const where = { ...own(ctx), clientId }
  await ctx.tx.clientBrand.createMany({
    data: [{ tenantId: ctx.scope.tenantId, clientId, ...NOTHING }],
    skipDuplicates: true,
  })
  // One after the other: two who change the same client's brand must not both start from the old one.
  await ctx.sql('SELECT 1 FROM client_brand b WHERE b.tenant_id = :tenant AND b.client_id = $1::uuid FOR UPDATE', [
    clientId,
  ])
  return ctx.tx.clientBrand.findFirstOrThrow({ where })
}

/** What a client shows instead of the partner's brand, field by field; null gives a field back to the partner. */
export const updateClientBrand = mutation(
  { action: 'brand.updateClient', can: 'brand.manage', input: ClientBrandInput },
  async (ctx, { clientId, ...patch }) => {
    const client = await loadActiveClient(ctx, clientId)
    const { warnings } = patch.color ? deriveTheme(patch.color) : { warnings: [] }
    const changed = changes(await loadClientBrand(ctx, clientId), patch)
    if (!changed) return unchanged({ clientId, warnings }, 'nothing differs')
    await ctx.tx.clientBrand.updateMany({ where: { ...own(ctx), clientId }, data: changed.after })
    return audited(
      { clientId, warnings },
      { subject: { kind: 'client', id: clientId, name: client.name }, clientId, ...changed },
    )
  },
)
