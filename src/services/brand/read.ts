import { z } from 'zod'
import type { BrandLogo } from '@/domain/brand/resolved'
import { notFound } from '@/lib/errors'
import type { QueryContext } from '../context'
import { query } from '../define'
import { loadBrand } from './resolve'

/** What a frame needs. */
export interface Brand {
  /** the partner as a company */
  name: string
  brandName: string
  brandColor: string
  logo: BrandLogo | null
  locale: string
}

/** Somebody sealed into one client sees that client's brand, everybody else the partner's. */
async function load(ctx: QueryContext): Promise<Brand> {
  const [row] = await ctx.sql<{ name: string; locale: string }>(
    'SELECT p.name, p.locale FROM partner p WHERE p.tenant_id = :tenant',
  )
  if (!row) throw notFound('partner')
  const { clientIds } = ctx.scope
  const only = clientIds?.length === 1 ? clientIds[0] : undefined
  const { name: brandName, color: brandColor, logo } = await loadBrand(ctx.sql, only ?? null)
  return { ...row, brandName, brandColor, logo }
}

const input = z.strictObject({})

/** The brand that frames the console, for its own people. */
export const readBrand = query({ action: 'brand.read', can: 'self', input }, load)

/** The same for the sign-in page: what anybody sees who opens the address. */
export const currentPartner = query({ action: 'partner.current', can: 'sign-in', input }, load)
