import { AppError } from '@/lib/errors'
import type { WorkflowLifecycle } from './schema'

export type LifecycleAction = 'claim' | 'update' | 'retire'

const NEXT: Record<WorkflowLifecycle, Partial<Record<LifecycleAction, WorkflowLifecycle>>> = {
  unclaimed: { claim: 'live', retire: 'retired' },
  live: { update: 'live', retire: 'retired' },
  retired: {},
}

const REFUSAL: Record<WorkflowLifecycle, Record<LifecycleAction, string>> = {
  unclaimed: {
    claim: '',
    update: 'This workflow registered itself and is not claimed yet. Claim it: give it a name, a process and a site.',
    retire: '',
  },
  live: { claim: 'This workflow is claimed already. Edit it instead.', update: '', retire: '' },
  retired: {
    claim: 'This workflow is retired and cannot be claimed.',
    update: 'This workflow is retired and cannot be edited.',
    retire: 'This workflow is retired already.',
  },
}

/** Where an action takes a workflow. Throws CONFLICT with what to do instead when it leads nowhere from here. */
export function nextLifecycle(current: WorkflowLifecycle, action: LifecycleAction): WorkflowLifecycle {
  const next = NEXT[current][action]
  if (!next) throw new AppError('CONFLICT', REFUSAL[current][action])
  return next
}
