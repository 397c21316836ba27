import { EquipmentInput, equipmentPath } from '@/domain/client/schema'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { loadSite } from '../site/store'
import { loadEquipment } from './store'

const input = EquipmentInput.extend({ siteId: zId, parentId: zId.nullish().transform((id) => id ?? null) })

interface SitePlace {
  id: string
  slug: string
  clientSlug: string
}

/** The parent's path: an area stands under its site, a line under an area of the same site. */
async function parentPath(ctx: MutationContext, site: SitePlace, node: { level: string; parentId: string | null }) {
  const sitePath = equipmentPath(site.clientSlug, site.slug)
  if (node.level === 'area') {
    if (node.parentId) throw new AppError('INVALID', 'An area stands directly under its site: leave parentId out.')
    return sitePath
  }
  if (!node.parentId) throw new AppError('INVALID', 'A line stands under an area: give the area as parentId.')
  const parent = await loadEquipment(ctx, node.parentId)
  if (parent.siteId !== site.id || parent.level !== 'area')
    throw new AppError('INVALID', 'parentId must be an area of the same site.')
  return parent.path
}

/** Adds an ISA-95 area or line to a plant. */
export const createEquipment = mutation(
  { action: 'equipment.create', can: 'client.manage', input },
  async (ctx, { siteId, parentId, level, slug, name }) => {
    const { clientId, slug: siteSlug } = await loadSite(ctx, siteId)
    const client = await loadActiveClient(ctx, clientId)
    const path = equipmentPath(
      await parentPath(ctx, { id: siteId, slug: siteSlug, clientSlug: client.slug }, { level, parentId }),
      slug,
    )
    const equipmentId = newId()
    await ctx.tx.equipmentNode.create({
      data: { tenantId: ctx.scope.tenantId, id: equipmentId, clientId, siteId, parentId, level, slug, name, path },
    })
    return audited(
      { equipmentId, path },
      { subject: { kind: 'equipment', id: equipmentId, name }, clientId, after: { level, name, path } },
    )
  },
)
