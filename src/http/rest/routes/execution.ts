import { pageExecutions, readExecution } from '@/services/record/executions'
import { ExecutionRecord } from '@/services/record/schema'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

export const executionRoutes: readonly RestRoute[] = [
  route('GET /api/v1/executions', pageExecutions, pageOf(ExecutionRecord), {
    summary: 'List executions, newest first',
  }),
  route('GET /api/v1/executions/{executionId}', readExecution, ExecutionRecord, { summary: 'Read an execution' }),
]
