import type { MutationContext } from '../context'
import type { RuleColumns } from '../expectation/rule'

const NOTE_RULE = `
INSERT INTO expectation_rule (tenant_id, expectation_id, effective_at, client_id, rule) VALUES (:tenant, $1, $2, $3, $4)`

/** The ledger's first day: settled from here on, day by day, in the order of the plant's days. */
const FIRST_DAY = `
INSERT INTO expectation_day (tenant_id, expectation_id, day, client_id, workflow_id, check_at)
SELECT :tenant, $1, ($2::timestamptz AT TIME ZONE coalesce(s.zone, 'UTC'))::date, $3, w.id, $2
FROM workflow w LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
  LEFT JOIN site s ON s.tenant_id = w.tenant_id AND s.id = coalesce(w.site_id, p.site_id)
WHERE w.tenant_id = :tenant AND w.id = $4`

interface Noted {
  expectationId: string
  clientId: string
  rule: RuleColumns
}

/** Keeps the rule with the instant from which it is in force: a day is judged by the rule of that day. */
export async function noteRule(ctx: MutationContext, { expectationId, clientId, rule }: Noted): Promise<void> {
  await ctx.sql(NOTE_RULE, [expectationId, ctx.now, clientId, JSON.stringify(rule)])
}

/** A new expectation begins to owe. */
export async function beginLedger(ctx: MutationContext, noted: Noted & { workflowId: string }): Promise<void> {
  await noteRule(ctx, noted)
  await ctx.sql(FIRST_DAY, [noted.expectationId, ctx.now, noted.clientId, noted.workflowId])
}
