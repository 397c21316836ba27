import { mintScope } from '@/domain/access/scope'
import { closePools, platformQuery, withTenant } from '@/infra/db'
import { rewrapKeys } from '@/infra/envelope'

/** Wraps every partner's data key with the first of SECRET_KEYS; sealed values stay as they are. Safe while serving, safe to repeat. */
export async function rotateKeys(): Promise<number> {
  let changed = 0
  try {
    const partners = await platformQuery<{ tenantId: string }>(
      'SELECT tenant_id AS "tenantId" FROM partner ORDER BY tenant_id',
    )
    for (const { tenantId } of partners) {
      const scope = mintScope(tenantId, null)
      changed += await withTenant(scope, ({ sql }) => rewrapKeys({ scope, sql }))
    }
    process.stdout.write(`${changed} keys of ${partners.length} partners wrapped anew\n`)
  } finally {
    await closePools()
  }
  return 0
}
