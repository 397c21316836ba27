import type { ExpectationTransition } from '@/domain/expectation/state'
import type { IncidentKind } from './schema'

/** Words by key: `incident.title.<kind>` in the catalogue, with these parameters. */
export interface IncidentTitle {
  key: `incident.title.${IncidentKind}`
  params: {
    workflow: string
    step?: string
    errorClass?: string
    dueAt?: string
    startedAt?: string
    /** what was owed by name */
    ref?: string
    /** the promise about a fact that was broken, and what the run measured */
    assertion?: string
    actual?: string
  }
}

export interface IncidentDecision {
  /** one unresolved incident per workflow and cause */
  causeKey: string
  kind: IncidentKind
  title: IncidentTitle
  /** 0..100, from tier and kind; the words stand in `impactNote` of the workflow */
  impact: number
  /** the computed moment it began */
  openedAt: Date
  expectationId: string | null
  executionId: string | null
}

interface AffectedWorkflow {
  id: string
  name: string
  tier: number
}

/** Tier 1 = the plant stops with it. */
const TIER_IMPACT: Record<number, number> = { 1: 70, 2: 45, 3: 20 }
/** Silence is worse than a failure that is known; a run that lasts too long may still end well. */
const KIND_IMPACT: Record<IncidentKind, number> = { missed: 20, violated: 17, failed: 15, overrun: 10, flapping: 5 }

/** 0..100: order on the board, words first, number second. An unknown tier counts as the lowest. */
export function impactOf(tier: number, kind: IncidentKind): number {
  return (TIER_IMPACT[tier] ?? 20) + KIND_IMPACT[kind]
}

export type ImpactWord = 'plant' | 'process' | 'comfort'

/** `impact.<word>` in the catalogue: what stops, when the workflow carries no note of its own. */
export function impactWord(tier: number): ImpactWord {
  if (tier === 1) return 'plant'
  return tier === 2 ? 'process' : 'comfort'
}

export interface FailedRun {
  executionId: string
  endedAt: Date
  errorClass: string | null
  errorStep: string | null
}

/** One incident for all failures of a workflow until it is resolved. */
export function causeOfFailure(workflowId: string): string {
  return `failed:${workflowId}`
}

/** One incident for all slots an expectation misses until it is resolved. */
export function causeOfExpectation(expectationId: string, kind: Exclude<IncidentKind, 'failed'>): string {
  return `${kind}:${expectationId}`
}

/** A run failed. The caller leaves out stale events: they are history, not news. */
export function openForFailure(workflow: AffectedWorkflow, run: FailedRun): IncidentDecision {
  const { errorClass, errorStep } = run
  const params = { workflow: workflow.name, ...(errorStep && { step: errorStep }), ...(errorClass && { errorClass }) }
  return {
    causeKey: causeOfFailure(workflow.id),
    kind: 'failed',
    title: { key: 'incident.title.failed', params },
    impact: impactOf(workflow.tier, 'failed'),
    openedAt: run.endedAt,
    expectationId: null,
    executionId: run.executionId,
  }
}

/** An expectation went down: an incident opened at the transition's computed moment. Null for every other transition. */
export function openForTransition(
  workflow: AffectedWorkflow,
  expectationId: string,
  transition: ExpectationTransition,
): IncidentDecision | null {
  const { to, at, cause } = transition
  if (to !== 'down') return null
  const kind = cause.reason === 'overrun' ? 'overrun' : 'missed'
  const params = {
    workflow: workflow.name,
    ...(kind === 'missed' && cause.dueAt && { dueAt: cause.dueAt }),
    ...(kind === 'missed' && cause.ref && { ref: cause.ref }),
    ...(kind === 'overrun' && cause.startedAt && { startedAt: cause.startedAt }),
  }
  return {
    causeKey: causeOfExpectation(expectationId, kind),
    kind,
    title: { key: `incident.title.${kind}`, params },
    impact: impactOf(workflow.tier, kind),
    openedAt: at,
    expectationId,
    executionId: cause.executionId ?? null,
  }
}

/** A run succeeded, and a fact is not as promised: the incident names the fact. */
export function openForViolation(
  workflow: AffectedWorkflow,
  expectationId: string,
  run: { executionId: string; endedAt: Date; assertion: string; actual: number | null },
): IncidentDecision {
  const { executionId, endedAt, assertion, actual } = run
  return {
    causeKey: causeOfExpectation(expectationId, 'violated'),
    kind: 'violated',
    title: {
      key: 'incident.title.violated',
      params: { workflow: workflow.name, assertion, ...(actual !== null && { actual: String(actual) }) },
    },
    impact: impactOf(workflow.tier, 'violated'),
    openedAt: endedAt,
    expectationId,
    executionId,
  }
}

/** It changes between good and bad all the time: one incident instead of one per change. */
export function openForFlapping(workflow: AffectedWorkflow, expectationId: string, at: Date): IncidentDecision {
  return {
    causeKey: causeOfExpectation(expectationId, 'flapping'),
    kind: 'flapping',
    title: { key: 'incident.title.flapping', params: { workflow: workflow.name } },
    impact: impactOf(workflow.tier, 'flapping'),
    openedAt: at,
    expectationId,
    executionId: null,
  }
}

/** Causes that end when an expectation is well again. */
export function causesHealed(expectationId: string): string[] {
  return (['missed', 'overrun', 'violated'] as const).map((kind) => causeOfExpectation(expectationId, kind))
}

/** An expectation left down for a working state, and not because somebody paused it or its time ran out. */
export function isRecovery({ from, to, cause }: ExpectationTransition): boolean {
  return from === 'down' && to !== 'paused' && cause.reason !== 'given_up'
}
