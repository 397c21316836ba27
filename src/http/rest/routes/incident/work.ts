import { z } from 'zod'
import { TASK_KINDS } from '@/domain/incident/task'
import { acknowledgeIncidents } from '@/services/incident/work/acknowledge-many'
import { assignIncident } from '@/services/incident/work/assign'
import { editIncidentTimes } from '@/services/incident/work/edit-times'
import { mergeIncident } from '@/services/incident/work/merge'
import { snoozeIncident } from '@/services/incident/work/snooze'
import { unmergeIncident } from '@/services/incident/work/unmerge'
import { wakeIncident } from '@/services/incident/work/wake'
import { addIncidentTask } from '@/services/incident-task/add'
import { finishIncidentTask } from '@/services/incident-task/finish'
import { type RestRoute, route } from '../../route'

const handled = { incidentId: z.uuid(), number: z.int().min(1) }
const Assignment = z
  .object({ ...handled, assigneeUserId: z.uuid().nullable(), assigneeName: z.string().nullable() })
  .meta({ id: 'IncidentAssignment' })
const Snooze = z.object({ ...handled, snoozedUntil: z.date() }).meta({ id: 'IncidentSnooze' })
const Awake = z.object({ ...handled, snoozedUntil: z.null() }).meta({ id: 'IncidentAwake' })
const Merge = z.object({ ...handled, intoNumber: z.int() }).meta({ id: 'IncidentMerge' })
const Unmerge = z.object(handled).meta({ id: 'IncidentUnmerge' })
const Times = z
  .object({
    ...handled,
    impactStartedAt: z.date().nullable(),
    openedAt: z.date(),
    acknowledgedAt: z.date().nullable(),
    resolvedAt: z.date().nullable(),
  })
  .meta({ id: 'IncidentTimes' })
const Taken = z
  .object({
    results: z.array(
      z.object({ ...handled, isTaken: z.boolean(), problem: z.string().nullable().describe('why it was not taken') }),
    ),
  })
  .meta({ id: 'IncidentsTaken' })
const Task = z
  .object({ taskId: z.uuid(), incidentId: z.uuid(), number: z.int(), kind: z.enum(TASK_KINDS) })
  .meta({ id: 'IncidentTask' })
const TaskDone = z
  .object({ taskId: z.uuid(), number: z.int(), needsVerifying: z.boolean() })
  .meta({ id: 'IncidentTaskDone' })

export const incidentWorkRoutes: readonly RestRoute[] = [
  route('POST /api/v1/incidents/acknowledgements', acknowledgeIncidents, Taken, {
    summary: 'Say that somebody works on several incidents, with a result for each',
  }),
  route('PUT /api/v1/incidents/{incidentId}/assignee', assignIncident, Assignment, {
    summary: 'Hand an incident to a person',
    description:
      '`heldByUserId` is who had it when you looked; if somebody else has it by now, the answer is CONFLICT.',
  }),
  route('PUT /api/v1/incidents/{incidentId}/snooze', snoozeIncident, Snooze, {
    summary: 'Page nobody for an incident until a time; it stays in every list',
  }),
  route('DELETE /api/v1/incidents/{incidentId}/snooze', wakeIncident, Awake, { summary: 'Let paging go on' }),
  route('PUT /api/v1/incidents/{incidentId}/merge', mergeIncident, Merge, {
    summary: 'Merge an incident into another of the same client',
  }),
  route('DELETE /api/v1/incidents/{incidentId}/merge', unmergeIncident, Unmerge, {
    summary: 'Take an incident out of the one it was merged into',
  }),
  route('PATCH /api/v1/incidents/{incidentId}/times', editIncidentTimes, Times, {
    summary: 'Correct when an incident began, was taken or ended, with the reason',
    description:
      'What was recorded first stays in the record. Clocks of a contract count a correction only where it is stricter.',
  }),
  route('POST /api/v1/incidents/{incidentId}/tasks', addIncidentTask, Task, {
    summary: 'Add a follow-up, corrective or preventive action',
    status: 201,
  }),
  route('POST /api/v1/incident-tasks/{taskId}/completion', finishIncidentTask, TaskDone, {
    summary: 'Say that a task is done, and what was done',
  }),
]
