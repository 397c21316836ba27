import { z } from 'zod'
import { query } from '../define'

export interface SigningItem {
  sourceId: string
  name: string
  clientName: string
  isRequired: boolean
  /** live ones, the oldest first, at most two; never the secret itself */
  secrets: { id: string; hint: string; createdAt: string; createdBy: string | null }[]
}

const LIST = `
SELECT s.id AS "sourceId", s.name, c.name AS "clientName", s.require_signature AS "isRequired", x.secrets
FROM source s
JOIN client c ON c.tenant_id = s.tenant_id AND c.id = s.client_id
CROSS JOIN LATERAL (
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'hint', x.hint, 'createdAt', x.created_at, 'createdBy', m.name)
    ORDER BY x.created_at), '[]') AS secrets
  FROM signing_secret x LEFT JOIN membership m ON m.tenant_id = x.tenant_id AND m.user_id = x.created_by
  WHERE x.tenant_id = s.tenant_id AND x.source_id = s.id AND x.retired_at IS NULL) x
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.kind = 'api' AND c.archived_at IS NULL
ORDER BY c.name, s.name, s.id LIMIT 1000`

/** Which sources are signed, with what, and whether they insist. */
export const listSigning = query(
  { action: 'source.list-signing', can: 'key.manage', input: z.strictObject({}) },
  (ctx) => ctx.sql<SigningItem>(LIST),
)
