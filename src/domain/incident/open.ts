import type { ExpectationTransition } from '@/domain/expectation/state'
import type { IncidentKind } from './schema'

/** Words by key: `incident.title.<kind>` in the catalogue, with these parameters. */
export interface IncidentTitle {
  key: `incident.title.${IncidentKind}`
  params: { workflow: string; step?: string; errorClass?: string; dueAt?: string; startedAt?: string }
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
const KIND_IMPACT: Record<IncidentKind, number> = { missed: 20, failed: 15, overrun: 10 }

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
export function causeOfExpectation(expectationId: string, kind: 'missed' | 'overrun'): string {
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

/** Causes whose open incidents have recovered, when an expectation leaves down for a working state. */
export function causesRecovered(expectationId: string, { from, to }: ExpectationTransition): string[] {
  if (from !== 'down' || to === 'paused') return []
  return [causeOfExpectation(expectationId, 'missed'), causeOfExpectation(expectationId, 'overrun')]
}
