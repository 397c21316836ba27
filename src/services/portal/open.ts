import { mintScope, type Scope } from '@/domain/access/scope'
import type { PortalAccess } from '@/domain/portal/access'
import { platformQuery } from '@/infra/db'
import type { Caller } from '../context'

/** A portal as the door finds it, before anybody has read anything. */
export interface FoundPortal {
  tenantId: string
  clientId: string
  slug: string
  access: PortalAccess
  linkHash: string | null
}

const FIND = `
SELECT c.tenant_id AS "tenantId", c.id AS "clientId", c.slug, p.link_hash AS "linkHash",
  CASE WHEN c.portal_public THEN 'public' ELSE coalesce(p.access, 'closed') END AS access
FROM client c LEFT JOIN portal p ON p.tenant_id = c.tenant_id AND p.client_id = c.id
WHERE c.tenant_id = $1 AND c.archived_at IS NULL AND `

/** Which portal an address means: by the client's short name, or by the client whose own host it is. */
export async function findPortal(
  tenantId: string,
  which: { slug: string } | { clientId: string },
): Promise<FoundPortal | null> {
  const [text, value] =
    'slug' in which ? [`${FIND} c.slug = $2`, which.slug] : [`${FIND} c.id = $2::uuid`, which.clientId]
  const [found] = await platformQuery<FoundPortal & Record<string, unknown>>(text, [tenantId, value])
  return found ?? null
}

/** The caller a portal page runs as: a visitor, sealed into one client. Who may read it was decided before. */
export function portalCaller({ tenantId, clientId }: FoundPortal, requestId: string): Caller {
  const scope: Scope = mintScope(tenantId, [clientId])
  return { scope, actor: { kind: 'visitor', name: 'portal visitor' }, requestId }
}

/** The machine, sealed into one client: it reads a portal like its readers do. */
export function sealedInto(caller: Caller, clientId: string): Caller {
  return { ...caller, scope: mintScope(caller.scope.tenantId, [clientId]) }
}
