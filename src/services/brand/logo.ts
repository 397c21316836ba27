import { z } from 'zod'
import { zLogoFile } from '@/domain/brand/schema'
import { own } from '@/infra/db'
import { type LogoImage, makeLogo } from '@/infra/image/logo'
import { zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { prepared } from '../prepared'
import { loadClientBrand } from './client-brand'

/** null = the partner's own logo */
const clientId = zId.nullable()

async function replace(ctx: MutationContext, ofClient: string | null, logoHash: string | null) {
  if (ofClient !== null) {
    const { name } = await loadActiveClient(ctx, ofClient)
    const before = (await loadClientBrand(ctx, ofClient)).logoHash
    await ctx.tx.clientBrand.updateMany({ where: { ...own(ctx), clientId: ofClient }, data: { logoHash } })
    return { before, fact: { subject: { kind: 'client', id: ofClient, name }, clientId: ofClient } }
  }
  const { brandName, logoHash: before } = await ctx.tx.partner.findFirstOrThrow({
    where: own(ctx),
    select: { brandName: true, logoHash: true },
  })
  await ctx.tx.partner.updateMany({ where: own(ctx), data: { logoHash } })
  return { before, fact: { subject: { kind: 'partner', id: ctx.scope.tenantId, name: brandName } } }
}

const spec = {
  action: 'brand.setLogo',
  can: 'brand.manage',
  input: z.strictObject({ clientId, file: zLogoFile }),
} as const
const ready = z.strictObject({ clientId, image: z.custom<LogoImage>((image) => typeof image === 'object') })

const keep = mutation({ ...spec, input: ready }, async (ctx, { clientId, image }) => {
  const { hash, width, height, ink } = image
  const png = new Uint8Array(image.png)
  await ctx.tx.logo.createMany({
    data: [{ tenantId: ctx.scope.tenantId, hash, png, width, height, ink, createdAt: ctx.now }],
    skipDuplicates: true,
  })
  const { before, fact } = await replace(ctx, clientId, hash)
  const logo = { hash, width, height, ink }
  if (before === hash) return unchanged(logo, 'it is the same picture')
  return audited(logo, { ...fact, before: { logo: before }, after: { logo: hash } })
})

/** Sets the partner's or one client's logo. The file is decoded and drawn anew before anything is stored. */
export const setLogo = prepared(
  spec,
  async (_, { clientId, file }) => ({ clientId, image: await makeLogo(Buffer.from(file, 'base64')) }),
  keep,
)

/** Takes the logo away: a client shows the partner's again, a partner its mark. */
export const removeLogo = mutation(
  { action: 'brand.removeLogo', can: 'brand.manage', input: z.strictObject({ clientId }) },
  async (ctx, { clientId }) => {
    const { before, fact } = await replace(ctx, clientId, null)
    if (before === null) return unchanged({ logo: null }, 'there was none')
    return audited({ logo: null }, { ...fact, before: { logo: before }, after: { logo: null } })
  },
)
