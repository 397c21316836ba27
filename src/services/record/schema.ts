import { z } from 'zod'
import { EXECUTION_STATUSES } from '@/domain/execution/merge'
import { EXPECTATION_KINDS, EXPECTATION_STATUSES } from '@/domain/expectation/schema'
import { AUDIENCES, INCIDENT_KINDS, INCIDENT_STATUSES } from '@/domain/incident/schema'
import { WORKFLOW_LIFECYCLES } from '@/domain/workflow/schema'

/** What the public API shows of each thing: these fields, no others. Instants are UTC; spans carry their unit. */
const zInstant = z.date()

export const ClientRecord = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    portalPublic: z.boolean().describe('anyone who knows the address may open the portal'),
    archivedAt: zInstant.nullable(),
    createdAt: zInstant,
  })
  .meta({ id: 'Client', description: 'A manufacturer.' })

export const SiteRecord = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    slug: z.string(),
    name: z.string(),
    city: z.string(),
    zone: z.string().describe('IANA time zone'),
    createdAt: zInstant,
  })
  .meta({ id: 'Site', description: 'A plant of a client.' })

export const WorkflowRecord = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    siteId: z.uuid().nullable(),
    processId: z.uuid().nullable(),
    key: z.string().describe('the name the sender uses'),
    name: z.string(),
    lifecycle: z.enum(WORKFLOW_LIFECYCLES).describe('unclaimed: registered itself with its first event'),
    tier: z.int().min(1).max(4).describe('1 = the plant stops with it, 3 = it can wait, 4 = comfort'),
    fromSystemId: z.uuid().nullable(),
    toSystemId: z.uuid().nullable(),
    ownerName: z.string().nullable(),
    impactNote: z.string().nullable().describe('what stops when this stops, in plant words'),
    version: z.int().min(1).describe('send it with a PATCH to change exactly what you have read'),
    createdAt: zInstant,
    lastStatus: z.enum(EXECUTION_STATUSES).nullable(),
    lastStatusAt: zInstant.nullable(),
    lastSuccessAt: zInstant.nullable(),
    lastFailureAt: zInstant.nullable(),
  })
  .meta({ id: 'Workflow', description: 'One automation, serving a process.' })

export const ExecutionRecord = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    workflowId: z.uuid(),
    execution: z.string().describe('the run’s name at its sender'),
    attempt: z.int().min(1),
    status: z.enum(EXECUTION_STATUSES),
    startedAt: zInstant.nullable(),
    endedAt: zInstant.nullable(),
    durationMs: z.int().min(0).nullable(),
    errorClass: z.string().nullable(),
    errorStep: z.string().nullable(),
    version: z.string().nullable(),
  })
  .meta({ id: 'Execution', description: 'One run of a workflow, merged from its events.' })

export const ExpectationRecord = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    workflowId: z.uuid(),
    kind: z.enum(EXPECTATION_KINDS),
    cron: z.string().nullable(),
    intervalS: z.int().min(1).nullable(),
    zone: z.string().describe('IANA time zone'),
    graceS: z.int().min(0),
    maxDurationS: z.int().min(1).nullable(),
    triggerWorkflowId: z.uuid().nullable().describe('kind trigger: whose run obliges this workflow'),
    spec: z
      .record(z.string(), z.unknown())
      .describe('plant time, start clock, conditions, alarm, and what only this kind has; as it was given'),
    createdAt: zInstant,
    status: z.enum(EXPECTATION_STATUSES),
    since: zInstant,
    dueAt: zInstant.nullable().describe('the run being waited for'),
    lastMetAt: zInstant.nullable(),
  })
  .meta({ id: 'Expectation', description: 'Something should happen by a time.' })

export const IncidentRecord = z
  .object({
    id: z.uuid(),
    number: z.int().min(1),
    clientId: z.uuid(),
    siteId: z.uuid().nullable(),
    workflowId: z.uuid(),
    expectationId: z.uuid().nullable(),
    executionId: z.uuid().nullable(),
    kind: z.enum(INCIDENT_KINDS),
    title: z.string(),
    impact: z.int().min(0).max(100),
    impactNote: z.string().nullable(),
    status: z.enum(INCIDENT_STATUSES),
    occurrences: z.int().min(1),
    openedAt: zInstant.describe('when it was broken, computed; not when it was noticed'),
    detectedAt: zInstant,
    lastAt: zInstant,
    acknowledgedAt: zInstant.nullable(),
    acknowledgedBy: z.string().nullable(),
    resolvedAt: zInstant.nullable(),
    resolvedBy: z.string().nullable(),
    resolution: z.string().nullable(),
  })
  .meta({ id: 'Incident', description: 'What people handle; at most one is open per cause.' })

export const NoteRecord = z
  .object({ id: z.uuid(), audience: z.enum(AUDIENCES), author: z.string(), body: z.string(), createdAt: zInstant })
  .meta({ id: 'Note', description: 'Words on an incident. Keys read those meant for the client.' })

export const IncidentDetail = IncidentRecord.extend({ notes: z.array(NoteRecord) }).meta({ id: 'IncidentDetail' })

export type ClientRecord = z.output<typeof ClientRecord>
export type SiteRecord = z.output<typeof SiteRecord>
export type WorkflowRecord = z.output<typeof WorkflowRecord>
export type ExecutionRecord = z.output<typeof ExecutionRecord>
export type ExpectationRecord = z.output<typeof ExpectationRecord>
export type IncidentRecord = z.output<typeof IncidentRecord>
export type NoteRecord = z.output<typeof NoteRecord>
