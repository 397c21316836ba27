import { z } from 'zod'
import { resolveBrand } from '@/domain/brand/resolved'
import { zSlug } from '@/domain/client/schema'
import { notFound } from '@/lib/errors'
import { query } from '../define'
import { portalAddress } from '../notify/links'
import { loadBrandLayers } from './resolve'

const CLIENTS = `
SELECT c.id, c.slug, c.name FROM client c
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL ORDER BY c.name`

/** What the brand form starts from: every layer, what comes of it, and where it is shown. `client` null = the partner's own. */
export const readBrandForm = query(
  { action: 'brand.form', can: 'brand.manage', input: z.strictObject({ client: zSlug.nullable() }) },
  async ({ sql }, { client: slug }) => {
    const clients = await sql<{ id: string; slug: string; name: string }>(CLIENTS)
    const client = slug === null ? null : clients.find((each) => each.slug === slug)
    if (client === undefined) throw notFound('client')
    const layers = await loadBrandLayers(sql, client?.id ?? null)
    const portalOf = client ?? clients[0]
    return {
      clients,
      client,
      own: client ? layers.client : layers.partner,
      partner: resolveBrand(layers.partner, null),
      resolved: resolveBrand(layers.partner, layers.client),
      portal: portalOf ? await portalAddress(sql, portalOf) : null,
    }
  },
)
