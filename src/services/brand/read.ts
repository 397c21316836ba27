import { z } from 'zod'
import { notFound } from '@/lib/errors'
import type { QueryContext } from '../context'
import { query } from '../define'

export interface Brand {
  name: string
  brandName: string
  brandColor: string
  locale: string
}

async function load(ctx: QueryContext): Promise<Brand> {
  const [brand] = await ctx.sql<Brand>(
    `SELECT p.name, p.brand_name AS "brandName", p.brand_color AS "brandColor", p.locale FROM partner p WHERE p.tenant_id = :tenant`,
  )
  if (!brand) throw notFound('partner')
  return brand
}

const input = z.strictObject({})

/** The partner's name and colour, for its own people. */
export const readBrand = query({ action: 'brand.read', can: 'self', input }, load)

/** The same for the sign-in page: what anybody sees who opens the partner's address. */
export const currentPartner = query({ action: 'partner.current', can: 'sign-in', input }, load)
