import type { Role } from '@/domain/access/roles'
import { platformQuery, withTenantSql } from '@/infra/db'
import { decideApproval } from '@/services/approval/decide'
import { requestChange } from '@/services/change/request'
import type { Caller } from '@/services/context'
import { applyCriticality } from '@/services/criticality/apply'
import { assessCriticality } from '@/services/criticality/assess'
import { requestWaiver } from '@/services/finding/waive'
import { evaluatePolicies } from '@/services/policy/evaluate'
import { recordVersion } from '@/services/version/record'
import { describeWorkflow } from '@/services/workflow/describe'
import { personCaller, systemCaller } from '../callers'
import { PLANTS } from '../plants'
import type { DemoWorkflow } from '../plants/plant'
import { definitionOf } from './definitions'
import { CHANGES, INTERVIEWS, OWNERS, WAIVED } from './governed'

const DAY_MS = 86_400_000
/** Nobody at the manufacturer is named yet: two findings. */
const UNOWNED: readonly string[] = ['dunning', 'alloy-prices']

interface Cast {
  ada: Caller
  ben: Caller
  carl: Caller
  machine: Caller
}

async function castOf({ scope: { tenantId } }: Caller): Promise<Cast> {
  const people = await platformQuery<{ user_id: string; name: string; role: Role; email: string }>(
    'SELECT user_id, name, role, email FROM membership WHERE tenant_id = $1',
    [tenantId],
  )
  const named = (email: string) => {
    const found = people.find((person) => person.email === email)
    if (!found) throw new Error(`nobody has the address ${email}`)
    return personCaller(tenantId, { userId: found.user_id, name: found.name, role: found.role })
  }
  return {
    ada: named('ada@nordlicht.example'),
    ben: named('ben@nordlicht.example'),
    carl: named('carl@nordlicht.example'),
    machine: systemCaller(tenantId),
  }
}

const REQUEST = `SELECT r.id, r.content_hash AS "contentHash" FROM approval_request r
  WHERE r.tenant_id = :tenant AND r.subject_id = $1 AND r.status = 'open'`

async function approve(by: Caller, subjectId: string, reason: string): Promise<void> {
  const [request] = await withTenantSql(by.scope, (sql) =>
    sql<{ id: string; contentHash: string }>(REQUEST, [subjectId]),
  )
  if (!request) throw new Error('nothing waits for a decision')
  const { id: requestId, contentHash } = request
  await decideApproval(by, { requestId, contentHash, decision: 'approve', reason, forUserId: null })
}

async function see(by: Caller, workflowId: string, workflow: DemoWorkflow, version: 'v13' | 'v14'): Promise<string> {
  const { versionId } = await recordVersion(by, {
    workflowId,
    definition: definitionOf(workflow, version),
    hash: `label:${version}`,
    externalVersionId: version,
    seenAt: new Date(),
    isActive: version === 'v13',
  })
  return versionId
}

/** What ran all along becomes the baseline; where the plant stops with it, two people say so. */
async function adopt({ ada, ben, carl, machine }: Cast, workflowId: string, workflow: DemoWorkflow): Promise<void> {
  const versionId = await see(machine, workflowId, workflow, 'v13')
  const { changeId } = await requestChange(
    ben,
    requestChange.input.parse({
      ...{ versionId, title: `Baseline: ${workflow.name} as it runs today` },
      why: 'Taken over with the operating contract; this version has run since September.',
      risk: 'None: nothing changes.',
    }),
  )
  await approve(carl, changeId, 'Compared with the export of 2 September, identical')
  if (workflow.tier === 1) await approve(ada, changeId, 'Agreed in the handover meeting')
}

async function pend({ ada, ben, carl, machine }: Cast, workflowId: string, workflow: DemoWorkflow): Promise<void> {
  const change = CHANGES[workflow.key]
  if (!change) return
  const versionId = await see(machine, workflowId, workflow, 'v14')
  const { by, isHalf, ...words } = change
  const asked = requestChange.input.parse({ versionId, ...words })
  const { changeId } = await requestChange(by === 'ada' ? ada : ben, asked)
  if (isHalf) await approve(carl, changeId, 'Tried on the test client with 40 orders, postings are right')
}

async function interview({ ben }: Cast, workflowId: string, workflow: DemoWorkflow): Promise<void> {
  const found = INTERVIEWS[workflow.key]
  if (!found) return
  const { assessmentId } = await assessCriticality(ben, { workflowId, ...found })
  await applyCriticality(ben, { assessmentId })
}

const FINDING = `SELECT f.id FROM finding f WHERE f.tenant_id = :tenant AND f.workflow_id = $1
  AND f.kind = 'policy_webhook_authentication' AND f.status = 'open'`

async function waive({ ben, carl }: Cast, workflowId: string): Promise<void> {
  const [finding] = await withTenantSql(ben.scope, (sql) => sql<{ id: string }>(FINDING, [workflowId]))
  if (!finding) return
  const expiresAt = new Date(Date.now() + 2 * DAY_MS)
  const reason = 'The carrier signs its calls from December on; until then only its two addresses pass the firewall.'
  const { waiverId } = await requestWaiver(ben, { findingId: finding.id, reason, expiresAt })
  await approve(carl, waiverId, 'Firewall rule checked')
}

async function govern(cast: Cast, workflowId: string, workflow: DemoWorkflow): Promise<void> {
  const { key } = workflow
  await interview(cast, workflowId, workflow)
  await adopt(cast, workflowId, workflow)
  await pend(cast, workflowId, workflow)
  if (key === WAIVED) await waive(cast, workflowId)
}

const IDS = `SELECT w.id, w.key FROM workflow w JOIN client c ON c.tenant_id = w.tenant_id AND c.id = w.client_id
  WHERE w.tenant_id = :tenant AND c.slug = $1 AND w.lifecycle = 'live'
    AND NOT EXISTS (SELECT FROM workflow_version v WHERE v.tenant_id = w.tenant_id AND v.workflow_id = w.id AND v.approved_at IS NOT NULL)`

/** Governance of the demo: baselines, two changes that wait, an edit nobody approved, a waiver that is nearly over. Once. */
export async function seedGovernance(owner: Caller): Promise<void> {
  const cast = await castOf(owner)
  for (const plant of PLANTS) {
    const rows = await withTenantSql(owner.scope, (sql) => sql<{ id: string; key: string }>(IDS, [plant.slug]))
    for (const { id, key } of rows) {
      const workflow = plant.workflows.find((each) => each.key === key)
      if (!workflow || UNOWNED.includes(key)) continue
      const record = { workflowId: id, ownerName: workflow.owner, businessOwner: plant.contact.name, ...OWNERS[key] }
      await describeWorkflow(cast.ben, describeWorkflow.input.parse(record))
      if (key in OWNERS) await govern(cast, id, workflow)
    }
  }
  await evaluatePolicies(cast.machine, { workflowIds: null })
}
