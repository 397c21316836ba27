import { z } from 'zod'
import type { KeyScope } from '@/domain/access/permissions'
import type { SourceKind } from '@/domain/source/schema'
import { query } from '../define'

export interface KeyItem {
  apiKeyId: string
  kind: SourceKind
  name: string
  keyId: string
  scopes: KeyScope[]
  clientId: string
  clientName: string
  sourceId: string
  sourceName: string
  workflowName: string | null
  createdAt: Date
  createdBy: string | null
  expiresAt: Date | null
  isExpired: boolean
  revokedAt: Date | null
  lastUsedAt: Date | null
}

const LIST = `
  SELECT k.id AS "apiKeyId", k.kind, k.name, k.key_id AS "keyId", k.scopes, k.client_id AS "clientId", c.name AS "clientName",
         k.source_id AS "sourceId", s.name AS "sourceName", w.name AS "workflowName", k.created_at AS "createdAt",
         m.name AS "createdBy", k.expires_at AS "expiresAt", coalesce(k.expires_at <= $1, false) AS "isExpired",
         k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt"
    FROM api_key k
    JOIN client c ON c.tenant_id = k.tenant_id AND c.id = k.client_id
    JOIN source s ON s.tenant_id = k.tenant_id AND s.id = k.source_id
    LEFT JOIN workflow w ON w.tenant_id = k.tenant_id AND w.id = k.workflow_id
    LEFT JOIN membership m ON m.tenant_id = k.tenant_id AND m.user_id = k.created_by
   WHERE k.tenant_id = :tenant AND k.client_id = ANY(:clients)
   ORDER BY k.revoked_at NULLS FIRST, c.name, k.created_at DESC LIMIT 1000`

/** Keys and ping URLs without their secrets, live ones first. */
export const listKeys = query({ action: 'apiKey.list', can: 'key.manage', input: z.strictObject({}) }, (ctx) =>
  ctx.sql<KeyItem>(LIST, [ctx.now]),
)
