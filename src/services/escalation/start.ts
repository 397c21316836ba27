import { choosePolicy, type PolicyScope } from '@/domain/escalation/choose'
import { DEFAULT_PLAN, EscalationPlan } from '@/domain/escalation/schema'
import { begin, endOf } from '@/domain/escalation/step'
import type { Sql } from '@/infra/db'
import { newId } from '@/lib/ids'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { tellPeople } from '../page/tell'
import { advance, inputOf } from './advance'
import { type CalledIncident, holdCalled } from './incident'
import { pass } from './stage'

interface Policy extends PolicyScope {
  id: string
  name: string
  plan: unknown
}

const POLICIES = `
SELECT p.id, p.name, p.client_id AS "clientId", p.process_id AS "processId", p.tier, p.plan FROM escalation_policy p
WHERE p.tenant_id = :tenant AND p.archived_at IS NULL AND (p.client_id IS NULL OR p.client_id = $1::uuid)`

const INSERT = `
INSERT INTO escalation (tenant_id, id, client_id, incident_id, policy_id, policy_name, outbox_id, plan, state, next_at, started_at)
VALUES (:tenant, $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6::uuid, $7::jsonb, $8::jsonb, $9, $10)
ON CONFLICT DO NOTHING RETURNING id`

/** The most particular policy, as it stands now: later edits change nothing that runs. */
async function planFor(sql: Sql, incident: CalledIncident) {
  const policy = choosePolicy(await sql<Policy>(POLICIES, [incident.clientId]), incident)
  return { policy, plan: policy ? EscalationPlan.parse(policy.plan) : DEFAULT_PLAN }
}

async function open(sql: Sql, now: Date, incident: CalledIncident, outboxId: string): Promise<void> {
  const { policy, plan } = await planFor(sql, incident)
  const { input } = await inputOf(sql, plan, incident, now)
  const state = begin(input, now)
  const id = newId()
  const texts = [JSON.stringify(plan), JSON.stringify(state)]
  const facts = [id, incident.clientId, incident.id, policy?.id ?? null, policy?.name ?? null, outboxId]
  const started = await sql(INSERT, [...facts, ...texts, state.nextAt, now])
  if (started.length === 0) return
  await advance(sql, now, { id, incidentId: incident.id, policyId: policy?.id ?? null, plan, state }, incident)
}

/**
 * Calls for help about an incident, once per outbox row; one that has ended or was taken meanwhile wakes nobody. The first
 * step goes at once, and so do its messages: the timers are the safety net.
 */
export async function startEscalation(
  caller: Caller,
  { incidentId, outboxId }: { incidentId: string; outboxId: string },
): Promise<void> {
  pass('escalation: before the claim')
  await sealed(caller.scope, async (sql, now) => {
    const incident = await holdCalled(sql, incidentId)
    pass('escalation: after the claim')
    if (incident && endOf(incident) === null) await open(sql, now, incident, outboxId)
  })
  pass('escalation: after the commit')
  await tellPeople(caller)
}
