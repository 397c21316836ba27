import { z } from 'zod'
import type { DefinitionDiff } from '@/domain/version/diff'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { diffOf } from '../change/get'
import { query } from '../define'

export interface VersionComparison {
  workflow: { id: string; name: string; client: string; zone: string }
  version: { id: string; number: number; hash: string; firstSeenAt: Date }
  /** what it is held against: the version named, else the one before it */
  against: { id: string; number: number; hash: string; firstSeenAt: Date } | null
  diff: DefinitionDiff | null
}

type Row = NonNullable<VersionComparison['against']> & { definition: unknown }

const READ = `
SELECT v.id, v.number, v.hash, v.first_seen_at AS "firstSeenAt", v.definition,
  json_build_object('id', w.id, 'name', w.name, 'client', k.name, 'zone', coalesce(s.zone, 'UTC')) AS workflow
FROM workflow_version v JOIN workflow w ON w.tenant_id = v.tenant_id AND w.id = v.workflow_id
JOIN client k ON k.tenant_id = w.tenant_id AND k.id = w.client_id
LEFT JOIN site s ON s.tenant_id = w.tenant_id AND s.id = w.site_id
WHERE v.tenant_id = :tenant AND v.client_id = ANY(:clients) AND v.id = $1`

const OTHER = `
SELECT o.id, o.number, o.hash, o.first_seen_at AS "firstSeenAt", o.definition
FROM workflow_version v JOIN workflow_version o ON o.tenant_id = v.tenant_id AND o.workflow_id = v.workflow_id
WHERE v.tenant_id = :tenant AND v.client_id = ANY(:clients) AND v.id = $1
  AND CASE WHEN $2::uuid IS NULL THEN o.number < v.number ELSE o.id = $2 END ORDER BY o.number DESC LIMIT 1`

/** What differs between two versions of a workflow. */
export const compareVersions = query(
  {
    action: 'version.compare',
    can: 'governance.read',
    input: z.strictObject({ versionId: zId, againstId: zId.nullish().transform((id) => id ?? null) }),
  },
  async (ctx, { versionId, againstId }): Promise<VersionComparison> => {
    const [row] = await ctx.sql<Row & Pick<VersionComparison, 'workflow'>>(READ, [versionId])
    if (!row) throw notFound('version')
    const [other] = await ctx.sql<Row>(OTHER, [versionId, againstId])
    if (againstId && !other) throw notFound('version')
    const { workflow, definition, ...version } = row
    if (!other) return { workflow, version, against: null, diff: null }
    const { definition: before, ...against } = other
    return { workflow, version, against, diff: diffOf(before, definition) }
  },
)
