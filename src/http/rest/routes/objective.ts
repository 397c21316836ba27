import { z } from 'zod'
import { archiveObjective } from '@/services/objective/archive'
import { createObjective } from '@/services/objective/create'
import { ObjectiveRecord, pageObjectives, readObjective } from '@/services/objective/page'
import { updateObjective } from '@/services/objective/update'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

const Written = z.object({ objectiveId: z.uuid(), version: z.int() }).meta({ id: 'ObjectiveWritten' })
const Archived = z.object({ objectiveId: z.uuid(), archivedAt: z.date() }).meta({ id: 'ObjectiveArchived' })

export const objectiveRoutes: readonly RestRoute[] = [
  route('GET /api/v1/objectives', pageObjectives, pageOf(ObjectiveRecord), {
    summary: 'List objectives and what they have reached',
  }),
  route('GET /api/v1/objectives/{objectiveId}', readObjective, ObjectiveRecord, {
    summary: 'Read an objective and what it has reached',
  }),
  route('POST /api/v1/objectives', createObjective, Written, {
    summary: 'Make a promise that is counted',
    status: 201,
  }),
  route('PUT /api/v1/objectives/{objectiveId}', updateObjective, Written, {
    summary: 'Change an objective',
    description: 'What it measures cannot change while a contract promises it: create another one.',
  }),
  route('DELETE /api/v1/objectives/{objectiveId}', archiveObjective, Archived, { summary: 'Archive an objective' }),
]
