import { SiteInput } from '@/domain/client/schema'
import { newId, zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import { audited, mutation } from '../define'

/** Adds a plant to a client. */
export const createSite = mutation(
  { action: 'site.create', can: 'client.manage', input: SiteInput.extend({ clientId: zId }) },
  async (ctx, { clientId, ...site }) => {
    await loadActiveClient(ctx, clientId)
    const siteId = newId()
    await ctx.tx.site.create({
      data: { tenantId: ctx.scope.tenantId, id: siteId, clientId, ...site, createdAt: ctx.now },
    })
    return audited(
      { siteId, slug: site.slug },
      { subject: { kind: 'site', id: siteId, name: site.name }, clientId, after: site },
    )
  },
)
