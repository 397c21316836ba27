import { LRUCache } from 'lru-cache'
import { platformQuery } from '@/infra/db'
import { isPlatformHost } from '@/infra/public-url'

export { normalizeHost } from '@/lib/host'

/** The partner a host stands for. */
export interface PartnerHost {
  tenantId: string
  host: string
}

const SEEN = new LRUCache<string, { partner: PartnerHost | null }>({ max: 10_000, ttl: 30_000 })

/** Exact match only; both answers are remembered for 30 s. `host` comes from `normalizeHost`. */
export async function resolveHost(host: string): Promise<PartnerHost | null> {
  if (host === '' || isPlatformHost(host)) return null
  const seen = SEEN.get(host)
  if (seen) return seen.partner
  const [row] = await platformQuery<{ tenant_id: string }>('SELECT tenant_id FROM host WHERE host = $1', [host])
  const partner = row ? { tenantId: row.tenant_id, host } : null
  SEEN.set(host, { partner })
  return partner
}

/** A host was added or freed in this process: ask again. */
export function forgetHost(host: string): void {
  SEEN.delete(host)
}
