import { newId } from '@/lib/ids'
import { delegateApproval } from '@/services/approval/delegate'
import { assessCriticality } from '@/services/criticality/assess'
import { openFinding } from '@/services/finding/open'
import { requestWaiver } from '@/services/finding/waive'
import { recordVersion } from '@/services/version/record'
import { castMember, type UserCaller } from '../cast'
import type { Manufacturer } from '../factories'
import { askChange, definitionOf, requestOf } from '../governed'

/** Rows of one manufacturer's governance. */
export interface GovernanceTraces {
  versionId: string
  againstId: string
  changeId: string
  requestId: string
  contentHash: string
  findingId: string
  assessmentId: string
  delegationId: string
  approverId: string
}

const DAY_MS = 86_400_000
const ANSWERS = {
  ...{ stop: 3, fallback: 2, record: 1, detection: 1, dependants: 2 },
  ...{ rework: 2, promise: 2, notice: 1, shared: 1, growth: 1 },
}

/** Two versions, a change that waits, a finding, an interview and a lent seat, each with the canary in its words (people and lent seats are the partner's: without). */
export async function leaveGovernance(
  owner: UserCaller,
  made: Manufacturer,
  canary: string,
): Promise<GovernanceTraces> {
  const { workflowId, clientId } = made
  const see = (rows: number, isActive: boolean) => {
    const definition = { ...definitionOf(rows), settings: { errorWorkflow: `${canary} alarm` } }
    const facts = { externalVersionId: `${canary}-${rows}`, seenAt: new Date(), isActive }
    return recordVersion(owner, recordVersion.input.parse({ workflowId, definition, ...facts }))
  }
  const { versionId: againstId } = await see(1, true)
  const { versionId } = await see(2, false)
  const { changeId } = await askChange(owner, versionId, { title: `${canary} change`, why: `${canary} why` })
  const { id: requestId, contentHash } = await requestOf(changeId)
  const about = { clientId, workflowId, subjectKind: 'workflow', subjectId: workflowId, severity: 'low' }
  const found = (key: string) =>
    openFinding(owner, openFinding.input.parse({ ...about, kind: 'gap', key, facts: { name: `${canary} fact` } }))
  const { findingId } = await found(newId())
  const waived = await found(newId())
  const waiver = { reason: `${canary} reason`, expiresAt: new Date(Date.now() + DAY_MS) }
  await requestWaiver(owner, { findingId: waived.findingId, ...waiver })
  const note = `${canary} note`
  const { assessmentId } = await assessCriticality(owner, { workflowId, answers: ANSWERS, note })
  const approver = await castMember(owner.scope, { name: 'Dora', role: 'partner_approver' })
  const { delegationId } = await delegateApproval(owner, {
    toUserId: approver.actor.id,
    from: new Date(),
    until: new Date(Date.now() + DAY_MS),
    reason: 'holiday',
  })
  const ids = { versionId, againstId, changeId, requestId, findingId, assessmentId, delegationId }
  return { ...ids, contentHash, approverId: approver.actor.id }
}
