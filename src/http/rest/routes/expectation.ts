import { z } from 'zod'
import { EXPECTATION_STATUSES } from '@/domain/expectation/schema'
import { createExpectation } from '@/services/expectation/create'
import { pauseExpectation } from '@/services/expectation/pause'
import { resumeExpectation } from '@/services/expectation/resume'
import { updateExpectation } from '@/services/expectation/update'
import { pageExpectations } from '@/services/record/expectations'
import { ExpectationRecord } from '@/services/record/schema'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

const Standing = z
  .object({ expectationId: z.uuid(), status: z.enum(EXPECTATION_STATUSES), dueAt: z.date().nullable() })
  .meta({ id: 'Standing', description: 'Where an expectation stands now.' })

export const expectationRoutes: readonly RestRoute[] = [
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
]
