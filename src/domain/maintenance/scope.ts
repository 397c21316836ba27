import type { MaintenanceScope } from './schema'

/** Does a window of this scope cover the workflow? */
export function isCovered(scope: MaintenanceScope, workflow: { id: string; siteId: string | null }): boolean {
  if (scope.kind === 'client') return true
  if (scope.kind === 'site') return scope.siteId === workflow.siteId
  return scope.workflowIds.includes(workflow.id)
}
