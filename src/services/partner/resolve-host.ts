import { LRUCache } from 'lru-cache'
import { platformQuery } from '@/infra/db'
import { isPlatformHost } from '@/infra/public-url'

export { normalizeHost } from '@/lib/host'

/** The partner a host stands for, and the client when the address is one client's own. */
export interface PartnerHost {
  tenantId: string
  clientId: string | null
  host: string
}

const SEEN = new LRUCache<string, { partner: PartnerHost | null }>({ max: 10_000, ttl: 30_000 })

const FIND = 'SELECT tenant_id AS "tenantId", client_id AS "clientId" FROM host WHERE host = $1'

/** Exact match only; both answers are remembered for 30 s. `host` comes from `normalizeHost`. */
export async function resolveHost(host: string): Promise<PartnerHost | null> {
  if (host === '' || isPlatformHost(host)) return null
  const seen = SEEN.get(host)
  if (seen) return seen.partner
  const [row] = await platformQuery<{ tenantId: string; clientId: string | null }>(FIND, [host])
  const partner = row ? { ...row, host } : null
  SEEN.set(host, { partner })
  return partner
}

/** A host was added or freed in this process: ask again. */
export function forgetHost(host: string): void {
  SEEN.delete(host)
}
