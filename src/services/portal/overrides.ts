import type { PortalOverride } from '@/domain/portal/override'
import type { Sql } from '@/infra/db'

/** A word said by hand, with who said it: for the console. */
export interface StoredOverride extends PortalOverride {
  id: string
  clientId: string
  setBy: string
}

const HOLDING = `
SELECT DISTINCT ON (o.client_id, o.process_id) o.id, o.client_id AS "clientId", o.process_id AS "processId", o.state, o.reason, o.set_by AS "setBy",
  o.set_at AS "setAt", o.until_at AS "untilAt"
FROM portal_override o
WHERE o.tenant_id = :tenant AND o.client_id = ANY(:clients) AND o.ended_at IS NULL AND o.until_at > $1
ORDER BY o.client_id, o.process_id, o.set_at DESC, o.id DESC`

/** The words that hold now, one per step. */
export function loadOverrides(sql: Sql, now: Date): Promise<StoredOverride[]> {
  return sql<StoredOverride>(HOLDING, [now])
}
