import type { Expectation } from '@/domain/expectation/schema'
import type { Sql } from '@/infra/db'
import { loadWorkflowCalendars } from '../calendar/load'

/** The rule is read by the plant's calendar. */
export function needsPlant({ kind, spec }: Pick<Expectation, 'kind' | 'spec'>): boolean {
  return (
    kind === 'calendar' ||
    spec.calendar === 'plant' ||
    spec.graceClock === 'plant' ||
    spec.trigger?.withinClock === 'plant'
  )
}

/** Gives rules that ask for it the calendar of their workflow; nothing is read when none does. */
export async function withPlants<T extends { rule: Expectation }>(
  sql: Sql,
  expectations: readonly T[],
  workflowOf: (expectation: T) => string,
): Promise<T[]> {
  const needing = new Set(expectations.filter(({ rule }) => needsPlant(rule)).map(workflowOf))
  if (needing.size === 0) return [...expectations]
  const plants = await loadWorkflowCalendars(sql, [...needing])
  return expectations.map((expectation) => {
    const plant = needsPlant(expectation.rule) ? (plants.get(workflowOf(expectation)) ?? null) : null
    return plant ? { ...expectation, rule: { ...expectation.rule, plant } } : expectation
  })
}
