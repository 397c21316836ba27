import { z } from 'zod'
import { stateHash } from '@/domain/finding/state-hash'
import { type Policy, type PolicySettings, policiesOf } from '@/domain/policy/catalog'
import { definitionFacts } from '@/domain/policy/definition-facts'
import { type PolicedWorkflow, violations } from '@/domain/policy/evaluate'
import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { zId } from '@/lib/ids'
import type { Caller, MutationContext, QueryContext } from '../context'
import { mutation, unchanged } from '../define'
import { clearFinding } from '../finding/clear'
import { openFinding } from '../finding/open'

interface Row extends Omit<PolicedWorkflow, 'definition'> {
  id: string
  clientId: string
  definition: unknown
  standing: { key: string; hash: string }[]
}

/** Live workflows with what policies look at, and the policy findings that stand. $1 null: all. */
const FACTS = `
SELECT w.id, w.client_id AS "clientId", w.name, w.tier, w.owner_name AS "ownerName", w.business_owner AS "businessOwner",
  w.technical_owner AS "technicalOwner", coalesce(w.runbook_url, w.runbook_note) IS NOT NULL AS "hasRunbook",
  (SELECT count(*)::int FROM expectation e WHERE e.tenant_id = w.tenant_id AND e.workflow_id = w.id) AS expectations,
  (SELECT count(*)::int FROM objective o WHERE o.tenant_id = w.tenant_id AND o.client_id = w.client_id AND o.archived_at IS NULL
    AND (o.workflow_id = w.id OR o.process_id = w.process_id OR o.site_id = w.site_id OR o.scope_kind = 'client')) AS objectives,
  (SELECT v.definition FROM workflow_version v WHERE v.tenant_id = w.tenant_id AND v.workflow_id = w.id AND v.is_active) AS definition,
  coalesce((SELECT json_agg(json_build_object('key', f.key, 'hash', f.state_hash)) FROM finding f
    WHERE f.tenant_id = w.tenant_id AND f.workflow_id = w.id AND f.status <> 'cleared' AND f.key LIKE 'policy:%'), '[]') AS standing
FROM workflow w
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.lifecycle = 'live' AND ($1::uuid[] IS NULL OR w.id = ANY($1::uuid[]))
ORDER BY w.id`

/** The partner's policies, defaults where nothing was set. */
export async function loadPolicies(ctx: Pick<QueryContext, 'sql'>): Promise<Policy[]> {
  return policiesOf(
    await ctx.sql<PolicySettings & { key: string }>(
      'SELECT p.key, p.is_enabled AS "isEnabled", p.severity, p.max_tier AS "maxTier", p.params FROM policy p WHERE p.tenant_id = :tenant',
    ),
  )
}

const keyOf = (policy: string, workflowId: string) => `policy:${policy}:${workflowId}`

/** Writes only differences: what is broken and not said yet, or said of another state; and what stands and is broken no longer. */
async function compare(ctx: MutationContext, row: Row, policies: readonly Policy[]): Promise<number> {
  const broken = violations({ ...row, definition: definitionFacts(row.definition) }, policies)
  const { id: workflowId, clientId, standing } = row
  for (const { key, severity, facts } of broken) {
    const name = keyOf(key, workflowId)
    if (standing.some((each) => each.key === name && each.hash === stateHash(facts))) continue
    await openFinding.within(ctx, {
      ...{ kind: `policy_${key}`, key: name, severity, facts, clientId, workflowId },
      ...{ subjectKind: 'workflow', subjectId: workflowId },
    })
  }
  const kept = standing.filter(({ key }) => !broken.some((each) => keyOf(each.key, workflowId) === key))
  for (const { key } of kept) await clearFinding.within(ctx, { key, reason: 'the policy is kept' })
  return broken.length
}

/** Checks workflows against the partner's policies: a finding per violation, cleared by itself when it is kept again. */
export const evaluatePolicies = mutation(
  {
    action: 'policy.evaluate',
    can: 'governance.manage',
    input: z.strictObject({
      /** left out: every live workflow in reach */
      workflowIds: z
        .array(zId)
        .max(1_000)
        .nullish()
        .transform((ids) => ids ?? null),
    }),
  },
  async (ctx, { workflowIds }) => {
    const policies = await loadPolicies(ctx)
    const rows = await ctx.sql<Row>(FACTS, [workflowIds])
    let broken = 0
    for (const row of rows) broken += await compare(ctx, row, policies)
    return unchanged({ checked: rows.length, violations: broken }, 'findings write their own records')
  },
)

/** Checks everything of every partner. */
export async function sweepPolicies(callerOf: (tenantId: string) => Caller): Promise<void> {
  const batches = await platformQuery<{ tenant_id: string; ids: string[] }>(
    `SELECT tenant_id, array_agg(id) AS ids FROM (
       SELECT tenant_id, id, row_number() OVER (PARTITION BY tenant_id ORDER BY id) / 100 AS batch FROM workflow WHERE lifecycle = 'live') w
     GROUP BY tenant_id, batch`,
  )
  for (const { tenant_id, ids } of batches)
    await evaluatePolicies(callerOf(tenant_id), { workflowIds: ids }).catch((error: unknown) =>
      logger.error({ err: error, tenantId: tenant_id }, 'policies could not be checked'),
    )
}
