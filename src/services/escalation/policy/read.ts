import { z } from 'zod'
import { EscalationPlan } from '@/domain/escalation/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { QueryContext } from '../../context'
import { query } from '../../define'
import { type Callable, loadCallable } from '../../rotation/people'

export interface PolicyLine {
  id: string
  name: string
  clientId: string | null
  client: string | null
  processId: string | null
  process: string | null
  tier: number | null
  plan: EscalationPlan
  version: number
}

const POLICIES = `
SELECT p.id, p.name, p.client_id AS "clientId", c.name AS client, p.process_id AS "processId", r.name AS process, p.tier, p.plan, p.version
FROM escalation_policy p
LEFT JOIN client c ON c.tenant_id = p.tenant_id AND c.id = p.client_id
LEFT JOIN process r ON r.tenant_id = p.tenant_id AND r.id = p.process_id
WHERE p.tenant_id = :tenant AND (p.client_id IS NULL OR p.client_id = ANY(:clients)) AND p.archived_at IS NULL
  AND ($1::uuid IS NULL OR p.id = $1)
ORDER BY c.name NULLS FIRST, r.name NULLS FIRST, p.tier NULLS FIRST, p.id LIMIT 500`

async function policies({ sql }: QueryContext, id: string | null): Promise<PolicyLine[]> {
  const rows = await sql<Omit<PolicyLine, 'plan'> & { plan: unknown }>(POLICIES, [id])
  return rows.map((row) => ({ ...row, plan: EscalationPlan.parse(row.plan) }))
}

/** Living policies, the general ones first. */
export const listPolicies = query(
  { action: 'escalation.listPolicies', can: 'member.read', input: z.strictObject({}) },
  (ctx) => policies(ctx, null),
)

export interface PolicyForm {
  /** null: a new one */
  policy: PolicyLine | null
  people: Callable[]
  rotations: { id: string; name: string }[]
  channels: { id: string; name: string; clientId: string | null }[]
  /** sees every client, and so may change what is everybody's */
  isWhole: boolean
  clients: { id: string; name: string; processes: { id: string; name: string }[] }[]
}

const ROTATIONS = `SELECT r.id, r.name FROM rotation r WHERE r.tenant_id = :tenant AND r.archived_at IS NULL ORDER BY r.name, r.id LIMIT 200`
const CHANNELS = `
SELECT c.id, c.name, c.client_id AS "clientId" FROM channel c
WHERE c.tenant_id = :tenant AND c.removed_at IS NULL AND (c.client_id IS NULL OR c.client_id = ANY(:clients)) ORDER BY c.name, c.id LIMIT 200`
const CLIENTS = `
SELECT c.id, c.name, coalesce((SELECT json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY p.name)
  FROM process p WHERE p.tenant_id = :tenant AND p.client_id = c.id), '[]') AS processes
FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL ORDER BY c.name LIMIT 500`

/** What the editor offers, and the policy it edits. */
export const readPolicyForm = query(
  {
    action: 'escalation.policyForm',
    can: 'member.read',
    input: z.strictObject({ escalationPolicyId: zId.nullable() }),
  },
  async (ctx, { escalationPolicyId }): Promise<PolicyForm> => {
    const { sql, now } = ctx
    const [policy = null] = escalationPolicyId ? await policies(ctx, escalationPolicyId) : []
    if (escalationPolicyId && !policy) throw notFound('policy')
    return {
      policy,
      isWhole: ctx.scope.clientIds === null,
      people: await loadCallable(sql, now),
      rotations: await sql(ROTATIONS),
      channels: await sql(CHANNELS),
      clients: await sql(CLIENTS),
    }
  },
)
