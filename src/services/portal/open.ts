import { mintScope, type Scope } from '@/domain/access/scope'
import { platformQuery } from '@/infra/db'
import type { Caller } from '../context'

const FIND = `SELECT id FROM client WHERE tenant_id = $1 AND slug = $2 AND portal_public AND archived_at IS NULL`

/** The caller a public portal page runs as: sealed into one client. Null = there is no such open portal. */
export async function openPortal(tenantId: string, clientSlug: string, requestId: string): Promise<Caller | null> {
  const [client] = await platformQuery<{ id: string }>(FIND, [tenantId, clientSlug])
  if (!client) return null
  const scope: Scope = mintScope(tenantId, [client.id])
  return { scope, actor: { kind: 'visitor', name: 'portal visitor' }, requestId }
}
