import { SiteInput } from '@/domain/client/schema'
import { changes } from '@/lib/changes'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { changeSite, loadSite } from './store'

/** Corrects a plant. Expectations keep the zone they were made with. */
export const updateSite = mutation(
  {
    action: 'site.update',
    can: 'client.manage',
    input: SiteInput.omit({ slug: true }).partial().extend({ siteId: zId }),
  },
  async (ctx, { siteId, ...patch }) => {
    const site = await loadSite(ctx, siteId)
    const changed = changes(site, patch)
    if (!changed) return unchanged({ siteId }, 'nothing differs')
    await changeSite(ctx, siteId, changed)
    const { clientId } = site
    return audited(
      { siteId },
      { subject: { kind: 'site', id: siteId, name: patch.name ?? site.name }, clientId, ...changed },
    )
  },
)
