import { LRUCache } from 'lru-cache'
import { type BrandLayer, type ResolvedBrand, resolveBrand } from '@/domain/brand/resolved'
import { platformQuery, type Sql } from '@/infra/db'
import { notFound } from '@/lib/errors'

const logoOf = (alias: string) =>
  `CASE WHEN ${alias}.hash IS NOT NULL THEN json_build_object('hash', ${alias}.hash, 'mime', 'image/png', 'width', ${alias}.width, 'height', ${alias}.height, 'ink', ${alias}.ink) END`

const READ = `
SELECT json_build_object('name', p.brand_name, 'color', p.brand_color, 'legalName', p.legal_name, 'supportEmail', p.support_email,
    'supportUrl', p.support_url, 'senderName', p.sender_name, 'logo', ${logoOf('pl')}) AS partner,
  CASE WHEN b.client_id IS NOT NULL THEN json_build_object('name', b.name, 'color', b.color, 'legalName', b.legal_name,
    'supportEmail', b.support_email, 'supportUrl', b.support_url, 'senderName', b.sender_name, 'logo', ${logoOf('cl')}) END AS client
FROM partner p
LEFT JOIN client_brand b ON b.tenant_id = p.tenant_id AND b.client_id = $1::uuid
LEFT JOIN logo pl ON pl.tenant_id = p.tenant_id AND pl.hash = p.logo_hash
LEFT JOIN logo cl ON cl.tenant_id = p.tenant_id AND cl.hash = b.logo_hash
WHERE p.tenant_id = :tenant`

export interface BrandLayers {
  partner: BrandLayer & { name: string; color: string }
  client: BrandLayer | null
}

/** What the partner says and what the client says otherwise. */
export async function loadBrandLayers(sql: Sql, clientId: string | null): Promise<BrandLayers> {
  const [row] = await sql<BrandLayers>(READ, [clientId])
  if (!row) throw notFound('partner')
  return row
}

/** How one client's things look; without a client, the partner's own. A client outside the caller's walls looks like the partner. */
export async function loadBrand(sql: Sql, clientId: string | null): Promise<ResolvedBrand> {
  const { partner, client } = await loadBrandLayers(sql, clientId)
  return resolveBrand(partner, client)
}

const BYTES = new LRUCache<string, Buffer>({ maxSize: 32 << 20, sizeCalculation: (png) => png.length })

/** The PNG of a partner's logo; null when there is none of that hash. Content never changes under a hash, so it is kept. */
export async function logoBytes(tenantId: string, hash: string): Promise<Buffer | null> {
  const key = `${tenantId}/${hash}`
  const kept = BYTES.get(key)
  if (kept) return kept
  const [row] = await platformQuery<{ png: Buffer }>('SELECT png FROM logo WHERE tenant_id = $1 AND hash = $2', [
    tenantId,
    hash,
  ])
  if (!row) return null
  BYTES.set(key, row.png)
  return row.png
}
