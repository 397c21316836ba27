import { facetOf, fieldOf, type Suspect } from './facts'
import type { CorrelationRule, CorrelationSpec, MatchCondition } from './schema'

function holds(suspect: Suspect, { field, op, values }: MatchCondition): boolean {
  const actual = fieldOf(suspect, field)
  const wanted = values.map((value) => value.toLowerCase())
  if (op === 'contains') return wanted.some((value) => actual.includes(value))
  return wanted.includes(actual) === (op === 'is')
}

/** No condition = everybody. */
export function matches(suspect: Suspect, { mode, conditions }: CorrelationSpec['match']): boolean {
  if (conditions.length === 0) return true
  const each = (condition: MatchCondition) => holds(suspect, condition)
  return mode === 'all' ? conditions.every(each) : conditions.some(each)
}

/** The group that a rule puts an incident into; null = something it groups by is unknown. */
function groupKeyOf(suspect: Suspect, { id, spec }: CorrelationRule): string | null {
  const values = spec.groupBy.map((facet) => facetOf(suspect, facet, spec.reach))
  if (values.includes(null)) return null
  return JSON.stringify([id, spec.reach === 'client' ? suspect.clientId : null, ...values])
}

export interface Placed {
  rule: CorrelationRule
  /** equal for incidents of one group */
  key: string
}

/**
 * The first enabled rule that fits decides, so an incident belongs to one group at most, whatever came before it: that makes
 * groups independent of the order in which alarms arrive.
 */
export function placeOf(suspect: Suspect, rules: readonly CorrelationRule[]): Placed | null {
  const inOrder = rules
    .filter(({ isEnabled }) => isEnabled)
    .toSorted((a, b) => a.position - b.position || a.id.localeCompare(b.id))
  for (const rule of inOrder) {
    if (!matches(suspect, rule.spec.match)) continue
    const key = groupKeyOf(suspect, rule)
    if (key) return { rule, key }
  }
  return null
}
