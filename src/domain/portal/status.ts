/** What one live workflow says about its process. */
export interface PortalFact {
  processId: string
  processSlug: string
  portalPhrase: string
  position: number
  tier: number
  expectation: 'new' | 'on_time' | 'started' | 'late' | 'down' | 'paused' | null
  expectationSince: Date | null
  lastStatus: 'running' | 'succeeded' | 'failed' | 'cancelled' | null
  lastEventAt: Date | null
  incidentSince: Date | null
  incidentKind: string | null
}

/** Worst first. `quiet`: nothing is expected now; `unknown`: nothing was ever seen. */
export const PORTAL_STATES = ['stopped', 'slow', 'unknown', 'moving', 'quiet'] as const
export type PortalState = (typeof PORTAL_STATES)[number]

/** A step of the business in the plant's own words. */
export interface PortalComponent {
  processId: string
  slug: string
  phrase: string
  state: PortalState
  /** since when it is stopped or slow; null otherwise */
  since: Date | null
  /** a person said so, why and until when; null: the state is automatic */
  said: { reason: string; untilAt: Date } | null
}

/** The sentence at the top; the words are the catalogue's. */
export interface PortalOverall {
  state: PortalState
  /** the steps that are not moving, worst first */
  affected: string[]
  total: number
}

const QUIET_AFTER_MS = 26 * 3_600_000
/** Tier 3 can wait: its trouble slows a step, it never stops it. */
const STOPPING_TIER = 2

function isTrouble(fact: PortalFact): boolean {
  return fact.incidentSince !== null || fact.expectation === 'down'
}

/** State of one workflow as the plant feels it at `now`. */
function stateOf(fact: PortalFact, now: Date): PortalState {
  if (isTrouble(fact)) return fact.tier <= STOPPING_TIER ? 'stopped' : 'slow'
  if (fact.expectation === 'late') return 'slow'
  if (fact.lastEventAt === null) return 'unknown'
  return now.getTime() - fact.lastEventAt.getTime() > QUIET_AFTER_MS ? 'quiet' : 'moving'
}

function sinceOf(fact: PortalFact): Date | null {
  return fact.incidentSince ?? fact.expectationSince
}

function componentOf(facts: readonly PortalFact[], now: Date): PortalComponent {
  const [first] = facts as readonly [PortalFact, ...PortalFact[]]
  const states = facts.map((fact) => ({ fact, state: stateOf(fact, now) }))
  const state = PORTAL_STATES.find((candidate) => states.some((each) => each.state === candidate)) ?? 'unknown'
  const isWrong = state === 'stopped' || state === 'slow'
  const moments = states.filter((each) => each.state === state).flatMap((each) => sinceOf(each.fact) ?? [])
  const since = isWrong && moments.length > 0 ? new Date(Math.min(...moments.map(Number))) : null
  return {
    ...{ processId: first.processId, slug: first.processSlug, phrase: first.portalPhrase },
    ...{ state: isKnown(states, state), since, said: null },
  }
}

/** One workflow that never ran does not make a moving step unknown. */
function isKnown(states: readonly { state: PortalState }[], worst: PortalState): PortalState {
  return worst === 'unknown' && states.some((each) => each.state === 'moving') ? 'moving' : worst
}

/** Rolls workflows up to the steps a plant manager knows, in the plant's order. */
export function portalComponents(facts: readonly PortalFact[], now: Date): PortalComponent[] {
  const bySlug = new Map<string, PortalFact[]>()
  for (const fact of [...facts].sort((a, b) => a.position - b.position)) {
    bySlug.set(fact.processSlug, [...(bySlug.get(fact.processSlug) ?? []), fact])
  }
  return [...bySlug.values()].map((group) => componentOf(group, now))
}

/** The steps as one answer. */
export function overallOf(components: readonly PortalComponent[]): PortalOverall {
  const state = PORTAL_STATES.find((candidate) => components.some((each) => each.state === candidate)) ?? 'unknown'
  const affected = components
    .filter((each) => each.state === 'stopped' || each.state === 'slow')
    .sort((a, b) => PORTAL_STATES.indexOf(a.state) - PORTAL_STATES.indexOf(b.state))
    .map((each) => each.phrase)
  return { state, affected, total: components.length }
}
