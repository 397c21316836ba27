import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { zProse } from './schema'

/** A follow-up is done; what corrects or prevents is done and then verified by somebody else. */
export const TASK_KINDS = ['follow_up', 'corrective', 'preventive'] as const
export type TaskKind = (typeof TASK_KINDS)[number]

export const TASK_STATES = ['open', 'overdue', 'unverified', 'closed'] as const
export type TaskState = (typeof TASK_STATES)[number]

export interface TaskFacts {
  kind: TaskKind
  dueAt: Date
  doneAt: Date | null
  doneById: string | null
  verifiedAt: Date | null
}

const needsVerifying = ({ kind }: Pick<TaskFacts, 'kind'>) => kind !== 'follow_up'

/** Where a task stands. Past its day it is overdue until it is done; done and not yet verified it still counts as open. */
export function taskState(task: TaskFacts, now: Date): TaskState {
  if (!task.doneAt) return task.dueAt < now ? 'overdue' : 'open'
  return needsVerifying(task) && !task.verifiedAt ? 'unverified' : 'closed'
}

/** Done once; the second person who tries is told. */
export function mayFinish(task: TaskFacts): AppError | null {
  return task.doneAt ? new AppError('CONFLICT', 'This task is done already.') : null
}

/** Verified once, after it was done, never by who did it. */
export function mayVerify(task: TaskFacts, userId: string): AppError | null {
  if (!needsVerifying(task))
    return new AppError('CONFLICT', 'A follow-up needs no verification: it is closed when done.')
  if (!task.doneAt) return new AppError('CONFLICT', 'This task is not done yet: there is nothing to verify.')
  if (task.verifiedAt) return new AppError('CONFLICT', 'This task is verified already.')
  if (task.doneById === userId) return new AppError('FORBIDDEN', 'Who did it cannot verify it: ask a second person.')
  return null
}

const zTitle = zProse('title').max(300, 'title: must have at most 300 characters')

export const TaskInput = z.strictObject({
  incidentId: zId,
  kind: z.enum(TASK_KINDS, `kind: must be one of ${TASK_KINDS.join(', ')}`),
  title: zTitle,
  /** who does it */
  userId: zId,
  dueAt: z.coerce.date('dueAt: must be an instant'),
})

export const TaskDoneInput = z.strictObject({ taskId: zId, outcome: zProse('outcome') })
