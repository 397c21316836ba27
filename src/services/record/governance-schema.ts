import { z } from 'zod'
import { DECISIONS } from '@/domain/approval/schema'
import { CHANGE_STATUSES } from '@/domain/change/schema'
import { FINDING_STATUSES, SEVERITIES } from '@/domain/finding/schema'
import { VERSION_LIFECYCLES } from '@/domain/version/lifecycle'

const id = z.uuid()
const instant = z.date()

export const ChangeRecord = z
  .object({
    id,
    number: z.int().min(1),
    clientId: id,
    workflowId: id,
    versionId: id,
    baselineId: id.nullable().describe('the version it replaces'),
    title: z.string(),
    why: z.string(),
    risk: z.string(),
    rollback: z.string().nullable(),
    status: z.enum(CHANGE_STATUSES),
    isEmergency: z.boolean(),
    contentHash: z.string().describe('what approvals are bound to; any edit is another'),
    requesterName: z.string(),
    requestId: id.nullable().describe('the approval request that stands'),
    createdAt: instant,
    submittedAt: instant.nullable(),
    decidedAt: instant.nullable(),
    clearedAt: instant.nullable().describe('the version may run from here'),
    supersededAt: instant.nullable(),
    provedAt: instant.nullable(),
    proof: z.unknown().nullable().describe('sync, active, or the first run'),
    closedReason: z.string().nullable(),
  })
  .meta({ id: 'Change' })
export type ChangeRecord = z.output<typeof ChangeRecord>

const Decision = z.object({
  requestId: id,
  approverName: z.string(),
  seatName: z.string().describe('whose seat it counts for'),
  decision: z.enum(DECISIONS),
  reason: z.string(),
  contentHash: z.string(),
  decidedAt: instant,
})
export type DecisionRecord = z.output<typeof Decision>

export const ChangeDetail = ChangeRecord.extend({ decisions: z.array(Decision) }).meta({ id: 'ChangeDetail' })

export const FindingRecord = z
  .object({
    id,
    clientId: id,
    workflowId: id.nullable(),
    kind: z.string(),
    severity: z.enum(SEVERITIES),
    status: z.enum(FINDING_STATUSES),
    facts: z.record(z.string(), z.unknown()),
    openedAt: instant,
    lastSeenAt: instant,
    clearedAt: instant.nullable(),
    clearedReason: z.string().nullable(),
  })
  .meta({ id: 'Finding' })
export type FindingRecord = z.output<typeof FindingRecord>

export const VersionRecord = z
  .object({
    id,
    clientId: id,
    workflowId: id,
    number: z.int().min(1),
    hash: z.string(),
    externalId: z.string().nullable(),
    lifecycle: z.enum(VERSION_LIFECYCLES),
    isActive: z.boolean(),
    firstSeenAt: instant,
    lastSeenAt: instant,
    approvedAt: instant.nullable(),
    liveAt: instant.nullable(),
    retiredAt: instant.nullable(),
  })
  .meta({ id: 'WorkflowVersion' })
export type VersionRecord = z.output<typeof VersionRecord>
