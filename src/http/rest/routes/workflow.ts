import { z } from 'zod'
import { WorkflowRecord } from '@/services/record/schema'
import { pageWorkflows, readWorkflow } from '@/services/record/workflows'
import { updateWorkflow } from '@/services/workflow/update'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

export const workflowRoutes: readonly RestRoute[] = [
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
]
