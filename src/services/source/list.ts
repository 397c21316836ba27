import { z } from 'zod'
import type { FieldRule } from '@/domain/source/field-rules'
import type { SourceKind } from '@/domain/source/schema'
import { query } from '../define'

export interface SourceItem {
  sourceId: string
  name: string
  kind: SourceKind
  clientName: string
  /** 0 = no rules were ever set */
  version: number
  rules: FieldRule[]
  rulesAt: Date | null
  rulesBy: string | null
  /** events of the last 30 UTC days */
  accepted: number
  duplicates: number
  conflicts: number
  rejected: number
}

const LIST = `
SELECT s.id AS "sourceId", s.name, s.kind, c.name AS "clientName", coalesce(r.version, 0) AS version, coalesce(r.rules, '[]') AS rules,
  r.at AS "rulesAt", r.author AS "rulesBy", t.*
FROM source s
JOIN client c ON c.tenant_id = s.tenant_id AND c.id = s.client_id
LEFT JOIN LATERAL (
  SELECT r.version, r.rules, r.at, r.author FROM source_field_rules r
  WHERE r.tenant_id = s.tenant_id AND r.source_id = s.id ORDER BY r.version DESC LIMIT 1) r ON true
CROSS JOIN LATERAL (
  SELECT coalesce(sum(d.accepted), 0)::float8 AS accepted, coalesce(sum(d.duplicates), 0)::float8 AS duplicates,
    coalesce(sum(d.conflicts), 0)::float8 AS conflicts, coalesce(sum(d.rejected), 0)::float8 AS rejected
  FROM source_day d WHERE d.tenant_id = s.tenant_id AND d.source_id = s.id AND d.day > ($1::timestamptz AT TIME ZONE 'UTC')::date - 30) t
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients)
ORDER BY c.name, s.name, s.id LIMIT 1000`

/** What brings events, what came of them, and what of them is kept out. */
export const listSources = query({ action: 'source.list', can: 'key.manage', input: z.strictObject({}) }, (ctx) =>
  ctx.sql<SourceItem>(LIST, [ctx.now]),
)
