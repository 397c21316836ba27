import type { Role } from '@/domain/access/roles'
import { env } from '@/env'
import { platformQuery } from '@/infra/db'
import { originOf } from '@/infra/public-url'

export interface DemoDoor {
  partner: string
  role: Role
  name: string
  url: string
}

const FIRST_OF_EACH_ROLE = `
  SELECT DISTINCT ON (p.created_at, m.tenant_id, m.role) p.brand_name AS partner, m.role, m.name, h.host
    FROM membership m JOIN partner p USING (tenant_id) JOIN host h USING (tenant_id)
   WHERE m.revoked_at IS NULL
   ORDER BY p.created_at, m.tenant_id, m.role, m.created_at LIMIT 20`

/** One-click ways in for the platform's page; none unless ANDON_DEMO is on. */
export async function demoDoors(): Promise<DemoDoor[]> {
  if (!env.ANDON_DEMO) return []
  const rows = await platformQuery<Omit<DemoDoor, 'url'> & { host: string }>(FIRST_OF_EACH_ROLE)
  return rows.map(({ host, ...door }) => ({ ...door, url: `${originOf(host)}/demo/${door.role}` }))
}
