import { z } from 'zod'
import type { SourceKind } from '@/domain/source/schema'
import { query } from '../define'

export interface SourceItem {
  sourceId: string
  clientId: string
  kind: SourceKind
  name: string
}

const LIST = `
  SELECT s.id AS "sourceId", s.client_id AS "clientId", s.kind, s.name
    FROM source s WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) ORDER BY s.name LIMIT 1000`

/** Connections that bring events, for the choice of where a new key belongs. */
export const listSources = query({ action: 'source.list', can: 'key.manage', input: z.strictObject({}) }, (ctx) =>
  ctx.sql<SourceItem>(LIST),
)
