import type { ExpectationStatus } from '@/domain/expectation/schema'
import type { IncidentKind } from '@/domain/incident/schema'
import type { WorkflowLifecycle } from '@/domain/workflow/schema'

/** Worst first: the order of lists and of a client's summary. */
export const HEALTH_STATES = ['down', 'late', 'unknown', 'running', 'excused', 'ok'] as const
export type HealthState = (typeof HEALTH_STATES)[number]

/** Why it is in that state; the catalogue holds the words. */
export type HealthWord =
  | 'failed'
  | 'missed'
  | 'overrun'
  | 'violated'
  | 'flapping'
  | 'late'
  | 'running'
  | 'paused'
  | 'onTime'
  | 'quiet'
  | 'waiting'
  | 'silent'
  | 'unclaimed'
  | 'retired'

export interface Health {
  state: HealthState
  word: HealthWord
  since: Date | null
}

export interface HealthFacts {
  lifecycle: WorkflowLifecycle
  lastStatus: 'running' | 'succeeded' | 'failed' | 'cancelled' | null
  lastStatusAt: Date | null
  expectations: readonly { status: ExpectationStatus; since: Date }[]
  /** kinds of its unresolved incidents */
  incidents: readonly { kind: IncidentKind; openedAt: Date }[]
}

function earliest(dates: readonly Date[]): Date | null {
  return dates.reduce<Date | null>((first, date) => (first && first <= date ? first : date), null)
}

function ofIncidents({ incidents }: HealthFacts, kind: IncidentKind): Health | null {
  const since = earliest(incidents.filter((incident) => incident.kind === kind).map((incident) => incident.openedAt))
  return since && { state: 'down', word: kind, since }
}

function ofExpectations(
  { expectations }: HealthFacts,
  status: ExpectationStatus,
  health: Omit<Health, 'since'>,
): Health | null {
  const since = earliest(expectations.filter((each) => each.status === status).map((each) => each.since))
  return since && { ...health, since }
}

function ofLastRun({ lastStatus, lastStatusAt }: HealthFacts): Health {
  if (lastStatus === null) return { state: 'unknown', word: 'silent', since: null }
  if (lastStatus === 'failed') return { state: 'down', word: 'failed', since: lastStatusAt }
  return { state: 'ok', word: 'quiet', since: lastStatusAt }
}

/** A rule that is down says since when; its runs and incidents say why. */
function whyDown({ lastStatus, incidents }: HealthFacts): HealthWord {
  if (lastStatus === 'failed') return 'failed'
  const isOnly = (kind: IncidentKind) => incidents.length > 0 && incidents.every((incident) => incident.kind === kind)
  return isOnly('overrun') ? 'overrun' : 'missed'
}

/**
 * The one state a workflow shows, from its rules, its incidents and its last run; the worst wins.
 * An unresolved incident keeps a workflow down after its run has ended: a human has not closed it yet.
 */
export function healthOf(facts: HealthFacts): Health {
  if (facts.lifecycle === 'retired') return { state: 'excused', word: 'retired', since: null }
  const worst =
    ofExpectations(facts, 'down', { state: 'down', word: whyDown(facts) }) ??
    ofIncidents(facts, 'missed') ??
    ofIncidents(facts, 'flapping') ??
    ofIncidents(facts, 'violated') ??
    ofIncidents(facts, 'failed') ??
    (facts.lastStatus === 'failed' ? ofLastRun(facts) : null) ??
    ofIncidents(facts, 'overrun') ??
    ofExpectations(facts, 'late', { state: 'late', word: 'late' })
  if (worst) return worst
  if (facts.lifecycle === 'unclaimed') return { state: 'unknown', word: 'unclaimed', since: facts.lastStatusAt }
  return (
    ofExpectations(facts, 'started', { state: 'running', word: 'running' }) ??
    (facts.lastStatus === 'running'
      ? { state: 'running' as const, word: 'running' as const, since: facts.lastStatusAt }
      : null) ??
    ofExpectations(facts, 'on_time', { state: 'ok', word: 'onTime' }) ??
    ofExpectations(facts, 'paused', { state: 'excused', word: 'paused' }) ??
    ofExpectations(facts, 'new', { state: 'unknown', word: 'waiting' }) ??
    ofLastRun(facts)
  )
}

/** True for what a person has to look at. */
export function isAbnormal(state: HealthState): boolean {
  return state === 'down' || state === 'late'
}

/** The worst of several; null of none. */
export function worstOf(states: readonly HealthState[]): HealthState | null {
  return HEALTH_STATES.find((state) => states.includes(state)) ?? null
}
