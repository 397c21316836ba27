import { INCIDENT_KINDS } from '@/domain/incident/schema'
import { oneOf, wholeOf } from '../../_lib/href'

export const STATUSES = ['unresolved', 'open', 'acknowledged', 'resolved', 'all'] as const
export const OWNERS = ['mine', 'unassigned'] as const
export const ONLY = ['snoozed', 'tasks'] as const

/** A list's address is its filter: a bookmark is a saved view. */
export function filterOf(params: Record<string, string | undefined>) {
  const only = oneOf(ONLY, params.only)
  const tier = wholeOf(params.tier)
  return {
    client: params.client || null,
    status: oneOf(STATUSES, params.status) ?? 'unresolved',
    owner: oneOf(OWNERS, params.owner),
    kind: oneOf(INCIDENT_KINDS, params.kind),
    tier: tier !== null && tier <= 3 ? tier : null,
    isSnoozed: only === 'snoozed',
    hasTasks: only === 'tasks',
    page: wholeOf(params.page) ?? 1,
  }
}

export type IncidentFilter = ReturnType<typeof filterOf>

/** The filter as the address writes it. */
export function paramsOf({ isSnoozed, hasTasks, ...filter }: IncidentFilter) {
  return { ...filter, only: isSnoozed ? 'snoozed' : hasTasks ? 'tasks' : null }
}
