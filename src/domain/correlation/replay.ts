import { decide, type Standing } from './decide'
import type { Suspect } from './facts'
import { placeOf } from './match'
import type { CorrelationRule } from './schema'

/** A past incident, with its end. */
export interface PastIncident extends Suspect {
  resolvedAt: Date | null
}

export interface ReplayedGroup {
  ruleId: string
  headId: string
  memberIds: string[]
}

export interface Replayed {
  groups: ReplayedGroup[]
  /** incidents that would have called people */
  calls: number
  incidents: number
}

interface Row extends Standing {
  ruleId: string
  resolvedAt: Date | null
}

/** Those that waited for others in vain until `now` stand for themselves. */
function release(rows: Map<string, Row>, now: Date): void {
  for (const row of rows.values()) {
    if (row.heldUntil && row.heldUntil <= now && !row.parentId)
      rows.set(row.id, { ...row, heldUntil: null, raisedAt: row.heldUntil })
  }
}

/** Ends what had ended by `now`; a group's end is told at once here: the preview is about who is called. */
function heal(rows: Map<string, Row>, now: Date): void {
  for (const row of rows.values()) {
    if (!row.isResolved && row.resolvedAt && row.resolvedAt <= now)
      rows.set(row.id, { ...row, isResolved: true, endedAt: row.resolvedAt })
  }
}

function enter(rows: Map<string, Row>, group: readonly Row[], row: Row, rule: CorrelationRule): void {
  const decision = decide(row, group, rule.spec, row.openedAt)
  rows.set(row.id, row)
  if (decision.kind === 'candidate') {
    rows.set(row.id, { ...row, heldUntil: decision.until })
    return
  }
  for (const id of decision.memberIds) {
    const member = rows.get(id)
    if (member) rows.set(id, { ...member, parentId: decision.headId, heldUntil: null })
  }
  const head = rows.get(decision.headId)
  if (head && decision.kind === 'head')
    rows.set(head.id, { ...head, parentId: null, heldUntil: null, raisedAt: head.raisedAt ?? row.openedAt })
}

/** What rules would have made of past incidents: the decision of today, in the order in which they began. Changes nothing. */
export function replayRules(past: readonly PastIncident[], rules: readonly CorrelationRule[]): Replayed {
  const byKey = new Map<string, Map<string, Row>>()
  let alone = 0
  for (const incident of past.toSorted(
    (a, b) => a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1),
  )) {
    const placed = placeOf(incident, rules)
    if (!placed) {
      alone += 1
      continue
    }
    const rows = byKey.get(placed.key) ?? new Map<string, Row>()
    byKey.set(placed.key, rows)
    release(rows, incident.openedAt)
    heal(rows, incident.openedAt)
    const { id, openedAt, resolvedAt } = incident
    const fresh = { isResolved: false, parentId: null, raisedAt: null, heldUntil: null, endedAt: null }
    enter(rows, [...rows.values()], { id, openedAt, resolvedAt, ruleId: placed.rule.id, ...fresh }, placed.rule)
  }
  const all = [...byKey.values()].flatMap((rows) => [...rows.values()])
  const groups = all
    .filter(({ parentId }) => !parentId)
    .map(({ id, ruleId }) => ({
      ruleId,
      headId: id,
      memberIds: all.filter(({ parentId }) => parentId === id).map((member) => member.id),
    }))
    .filter(({ memberIds }) => memberIds.length > 0)
  const calls = alone + all.filter(({ parentId, raisedAt, heldUntil }) => !parentId && (raisedAt || heldUntil)).length
  return { groups, calls, incidents: past.length }
}
