import { BrandInput } from '@/domain/brand/schema'
import { deriveTheme } from '@/domain/brand/theme'
import { own } from '@/infra/db'
import { changes } from '@/lib/changes'
import { conflict } from '@/lib/errors'
import { audited, mutation, unchanged } from '../define'

const select = {
  brandName: true,
  brandColor: true,
  legalName: true,
  supportEmail: true,
  supportUrl: true,
  senderName: true,
}

/** How the partner shows itself. A colour that is hard to read is kept and adjusted where it is used; the answer says how. */
export const updateBrand = mutation(
  { action: 'brand.update', can: 'brand.manage', input: BrandInput },
  async (ctx, input) => {
    const brand = await ctx.tx.partner.findFirstOrThrow({ where: own(ctx), select })
    const { warnings } = deriveTheme(input.brandColor)
    const changed = changes(brand, input)
    if (!changed) return unchanged({ ...input, warnings }, 'nothing differs')
    const { count } = await ctx.tx.partner.updateMany({
      where: { ...own(ctx), ...changed.before },
      data: changed.after,
    })
    if (count === 0) throw conflict('brand')
    return audited(
      { ...input, warnings },
      { subject: { kind: 'partner', id: ctx.scope.tenantId, name: input.brandName }, ...changed },
    )
  },
)
