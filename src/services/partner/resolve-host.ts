import { LRUCache } from 'lru-cache'
import { platformQuery } from '@/infra/db'
import { isPlatformHost } from '@/infra/public-url'

export { isPlatformHost } from '@/infra/public-url'

export { normalizeHost } from '@/lib/host'

/** The partner a host stands for, and the client when the address is one client's own. */
export interface PartnerHost {
  tenantId: string
  clientId: string | null
  host: string
}

const SEEN = new LRUCache<string, { partner: PartnerHost | null }>({ max: 10_000, ttl: 30_000 })
/** What a host stood for last: cached pages go on answering while the database is away. */
const LAST = new LRUCache<string, PartnerHost>({ max: 10_000, ttl: 24 * 3_600_000 })

const FIND = 'SELECT tenant_id AS "tenantId", client_id AS "clientId" FROM host WHERE host = $1'

/** Exact match only; both answers are remembered for 30 s. `host` comes from `normalizeHost`. */
export async function resolveHost(host: string): Promise<PartnerHost | null> {
  if (host === '' || isPlatformHost(host)) return null
  const seen = SEEN.get(host)
  if (seen) return seen.partner
  const last = LAST.get(host)
  const rows = await platformQuery<{ tenantId: string; clientId: string | null }>(FIND, [host]).catch(
    (error: unknown) => {
      if (last) return null
      throw error
    },
  )
  if (rows === null) return last ?? null
  const partner = rows[0] ? { ...rows[0], host } : null
  SEEN.set(host, { partner })
  if (partner) LAST.set(host, partner)
  else LAST.delete(host)
  return partner
}

/** A host was added or freed in this process: ask again. */
export function forgetHost(host: string): void {
  SEEN.delete(host)
  LAST.delete(host)
}
