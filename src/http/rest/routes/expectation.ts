import { z } from 'zod'
import { EXPECTATION_STATUSES } from '@/domain/expectation/schema'
import { createExpectation } from '@/services/expectation/create'
import { declareObligations } from '@/services/expectation/declare'
import { pauseExpectation } from '@/services/expectation/pause'
import { resumeExpectation } from '@/services/expectation/resume'
import { updateExpectation } from '@/services/expectation/update'
import { withdrawObligation } from '@/services/expectation/withdraw'
import { ObligationRecord, pageObligations } from '@/services/ledger/obligations'
import { pageExpectations } from '@/services/record/expectations'
import { ExpectationRecord } from '@/services/record/schema'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

const Standing = z
  .object({ expectationId: z.uuid(), status: z.enum(EXPECTATION_STATUSES), dueAt: z.date().nullable() })
  .meta({ id: 'Standing', description: 'Where an expectation stands now.' })

const Declared = z
  .object({ added: z.int().min(0), known: z.int().min(0) })
  .meta({ id: 'DeclaredObligations', description: 'How many are owed now that were not before.' })
const Withdrawn = z
  .object({ expectationId: z.uuid(), dueAt: z.date(), ref: z.string() })
  .meta({ id: 'WithdrawnObligation', description: 'It stays in the ledger as excused.' })

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
  route('GET /api/v1/expectations/{expectationId}/obligations', pageObligations, pageOf(ObligationRecord), {
    summary: 'The ledger: each expected event, met, late, missed, excused or pending',
  }),
  route('POST /api/v1/expectations/{expectationId}/obligations', declareObligations, Declared, {
    summary: 'Add due times to an expectation of kind "list", as JSON or CSV',
    status: 201,
  }),
  route('POST /api/v1/expectations/{expectationId}/obligations/withdraw', withdrawObligation, Withdrawn, {
    summary: 'Say that something is no longer owed, and why',
  }),
]
