import type { CorrelationSpec } from './schema'

/** One incident of a group, as it stands. */
export interface Standing {
  id: string
  openedAt: Date
  isResolved: boolean
  /** null: it is a head, a candidate, or alone */
  parentId: string | null
  /** people were called for it */
  raisedAt: Date | null
  /** waits for others until then */
  heldUntil: Date | null
  /** the end of the group it led was told */
  endedAt: Date | null
}

export type Decision =
  /** told: alone, or the first of a group; `afterId` = the one that led the group before and has ended */
  | { kind: 'head'; headId: string; memberIds: string[]; afterId: string | null }
  /** joins a group that people were called for already */
  | { kind: 'member'; headId: string; memberIds: string[] }
  /** waits for others */
  | { kind: 'candidate'; until: Date }

const byAge = (a: Pick<Standing, 'openedAt' | 'id'>, b: Pick<Standing, 'openedAt' | 'id'>) =>
  a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1)

/** Whether the group still lives: unresolved, its end not yet told, or told so recently that this continues it. */
function isLive(standing: Standing, spec: CorrelationSpec, now: Date): boolean {
  if (!standing.isResolved || standing.endedAt === null) return true
  return now.getTime() - standing.endedAt.getTime() <= spec.reopenDelayS * 1000
}

/**
 * Those of the key that belong together with the newcomer: linked by gaps of at most the window, through each other. What is
 * within the window belongs, in whatever order it arrives.
 */
function together(newcomer: Standing, standing: readonly Standing[], spec: CorrelationSpec, now: Date): Standing[] {
  const others = standing.filter(({ id }) => id !== newcomer.id).filter((each) => isLive(each, spec, now))
  const all = [newcomer, ...others].toSorted(byAge)
  const at = all.findIndex(({ id }) => id === newcomer.id)
  const near = (a: Standing, b: Standing) => b.openedAt.getTime() - a.openedAt.getTime() <= spec.windowS * 1000
  let [first, last] = [at, at]
  while (first > 0 && near(all[first - 1] as Standing, all[first] as Standing)) first--
  while (last < all.length - 1 && near(all[last] as Standing, all[last + 1] as Standing)) last++
  return all.slice(first, last + 1)
}

/** What becomes of a newcomer among those that share its key. Pure; the caller holds the group's lock. */
export function decide(newcomer: Standing, standing: readonly Standing[], spec: CorrelationSpec, now: Date): Decision {
  const group = together(newcomer, standing, spec, now)
  const told = group
    .filter(({ raisedAt, parentId, isResolved }) => raisedAt && !parentId && !isResolved)
    .toSorted(byAge)[0]
  const loose = (headId: string) =>
    group
      .filter(({ id, parentId, isResolved }) => id !== headId && !isResolved && parentId !== headId)
      .map(({ id }) => id)
  if (group.length < spec.threshold) {
    const until = new Date(now.getTime() + spec.waitS * 1000)
    return spec.waitS > 0
      ? { kind: 'candidate', until }
      : { kind: 'head', headId: newcomer.id, memberIds: [], afterId: null }
  }
  if (told) return { kind: 'member', headId: told.id, memberIds: loose(told.id) }
  const head = group.find(({ isResolved }) => !isResolved) ?? newcomer
  const before = group.findLast(({ raisedAt, parentId, isResolved }) => raisedAt && !parentId && isResolved)
  return { kind: 'head', headId: head.id, memberIds: loose(head.id), afterId: before?.id ?? null }
}

/** Who leads what is left when the head has ended: the oldest unresolved one. */
export function successor(members: readonly Standing[]): Standing | null {
  return members.filter(({ isResolved }) => !isResolved).toSorted(byAge)[0] ?? null
}
