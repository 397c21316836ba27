import { withBuiltIn } from '@/domain/correlation/defaults'
import { type CorrelationRule, CorrelationSpec } from '@/domain/correlation/schema'
import type { Sql } from '@/infra/db'

interface RuleRow {
  id: string
  name: string
  isEnabled: boolean
  position: number
  spec: unknown
  version: number
  updatedAt: Date
  updatedBy: string
}

const RULES = `
SELECT r.id, r.name, r.is_enabled AS "isEnabled", r.position, r.spec, r.version, r.updated_at AS "updatedAt", r.updated_by AS "updatedBy"
FROM correlation_rule r WHERE r.tenant_id = :tenant AND r.archived_at IS NULL ORDER BY r.position, r.id`

export type StoredRule = CorrelationRule & Pick<RuleRow, 'version' | 'updatedAt' | 'updatedBy'>

/** Rules that the partner wrote or changed. */
export async function loadOwnRules(sql: Sql): Promise<StoredRule[]> {
  return (await sql<RuleRow>(RULES)).map((row) => ({ ...row, spec: CorrelationSpec.parse(row.spec) }))
}

/** Every rule in force, built-in ones included, in the order they are asked. */
export async function loadRules(sql: Sql): Promise<CorrelationRule[]> {
  return withBuiltIn(await loadOwnRules(sql))
}
