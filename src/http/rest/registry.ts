import { z } from 'zod'
import { EXPECTATION_STATUSES } from '@/domain/expectation/schema'
import { AUDIENCES, INCIDENT_STATUSES } from '@/domain/incident/schema'
import { createExpectation } from '@/services/expectation/create'
import { pauseExpectation } from '@/services/expectation/pause'
import { resumeExpectation } from '@/services/expectation/resume'
import { updateExpectation } from '@/services/expectation/update'
import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { addIncidentNote } from '@/services/incident/add-note'
import { resolveIncident } from '@/services/incident/resolve'
import { pageClients } from '@/services/record/clients'
import { pageExecutions, readExecution } from '@/services/record/executions'
import { pageExpectations } from '@/services/record/expectations'
import { pageIncidents, readIncident } from '@/services/record/incidents'
import {
  ClientRecord,
  ExecutionRecord,
  ExpectationRecord,
  IncidentDetail,
  IncidentRecord,
  SiteRecord,
  WorkflowRecord,
} from '@/services/record/schema'
import { pageSites } from '@/services/record/sites'
import { pageWorkflows, readWorkflow } from '@/services/record/workflows'
import { updateWorkflow } from '@/services/workflow/update'
import { type RestRoute, route } from './route'

function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({ data: z.array(row), nextCursor: z.string().nullable().describe('null: this was the last page') })
}

const Standing = z
  .object({ expectationId: z.uuid(), status: z.enum(EXPECTATION_STATUSES), dueAt: z.date().nullable() })
  .meta({ id: 'Standing', description: 'Where an expectation stands now.' })

const handled = { incidentId: z.uuid(), number: z.int().min(1) }
const Acknowledgement = z
  .object({ ...handled, status: z.enum(INCIDENT_STATUSES), acknowledgedBy: z.string().nullable() })
  .meta({ id: 'Acknowledgement' })
const NoteReceipt = z.object({ ...handled, audience: z.enum(AUDIENCES) }).meta({ id: 'NoteReceipt' })
const Resolution = z
  .object({ ...handled, status: z.enum(INCIDENT_STATUSES), resolvedAt: z.date().nullable() })
  .meta({ id: 'Resolution' })

/** The public API: one line per verb. Documents, doors and the denial matrix are made from this list. */
export const REST_ROUTES: readonly RestRoute[] = [
  route('GET /api/v1/clients', pageClients, pageOf(ClientRecord), { summary: 'List clients' }),
  route('GET /api/v1/sites', pageSites, pageOf(SiteRecord), { summary: 'List sites' }),

  route('GET /api/v1/workflows', pageWorkflows, pageOf(WorkflowRecord), { summary: 'List workflows' }),
  route('GET /api/v1/workflows/{workflowId}', readWorkflow, WorkflowRecord, { summary: 'Read a workflow' }),
  route(
    'PATCH /api/v1/workflows/{workflowId}',
    updateWorkflow,
    z.object({ workflowId: z.uuid(), version: z.int().min(1) }),
    {
      summary: 'Edit a claimed workflow',
      description: 'Fields left out stay as they are; null removes.',
    },
  ),

  route('GET /api/v1/executions', pageExecutions, pageOf(ExecutionRecord), {
    summary: 'List executions, newest first',
  }),
  route('GET /api/v1/executions/{executionId}', readExecution, ExecutionRecord, { summary: 'Read an execution' }),

  route('GET /api/v1/expectations', pageExpectations, pageOf(ExpectationRecord), {
    summary: 'List expectations and their state',
  }),
  route('POST /api/v1/expectations', createExpectation, Standing, {
    summary: 'Expect something of a workflow',
    status: 201,
  }),
  route('PUT /api/v1/expectations/{expectationId}/rule', updateExpectation, Standing, {
    summary: 'Replace the rule of an expectation',
  }),
  route('PUT /api/v1/expectations/{expectationId}/pause', pauseExpectation, Standing, {
    summary: 'Pause an expectation',
  }),
  route('DELETE /api/v1/expectations/{expectationId}/pause', resumeExpectation, Standing, {
    summary: 'Resume an expectation',
  }),

  route('GET /api/v1/incidents', pageIncidents, pageOf(IncidentRecord), { summary: 'List incidents, newest first' }),
  route('GET /api/v1/incidents/{incidentId}', readIncident, IncidentDetail, {
    summary: 'Read an incident with its notes',
  }),
  route('POST /api/v1/incidents/{incidentId}/acknowledgement', acknowledgeIncident, Acknowledgement, {
    summary: 'Say that somebody works on an incident',
  }),
  route('POST /api/v1/incidents/{incidentId}/notes', addIncidentNote, NoteReceipt, {
    summary: 'Write a note on an incident',
    description: 'A note is never changed. `client` notes show in the portal.',
    status: 201,
  }),
  route('POST /api/v1/incidents/{incidentId}/resolution', resolveIncident, Resolution, {
    summary: 'End an incident with what was done',
  }),
]
