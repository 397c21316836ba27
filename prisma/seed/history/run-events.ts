import type { z } from 'zod'
import type { NativeEvent } from '@/domain/event/schema'
import type { DemoWorkflow } from '../plants/plant'
import type { Random } from './random'

/** What travels over the wire. */
export type SentEvent = z.input<typeof NativeEvent>

const KEY_RANGE: Record<string, [number, number]> = {
  order: [4_700, 9_900],
  workOrder: [81_000, 89_999],
  delivery: [30_100, 39_900],
  lot: [2_200, 2_999],
  case: [88_000, 88_999],
  hold: [510, 990],
}

export interface RunPlan {
  startedAt: Date
  outcome: 'succeeded' | 'failed'
  attempt?: number
  /** reuse a run's identity for its retry */
  execution?: string
  /** the history keeps one event a run; live traffic sends its start and steps too */
  detail: 'brief' | 'full'
}

/** The events one run sends, in the order they happen. */
export function runEvents(workflow: DemoWorkflow, plan: RunPlan, random: Random): SentEvent[] {
  const execution = plan.execution ?? `${workflow.key}-${plan.startedAt.getTime().toString(36)}`
  const attempt = plan.attempt ?? 1
  const durationMs = random.duration(workflow.medianMs)
  const base = {
    workflow: workflow.key,
    execution,
    attempt,
    version: versionOf(workflow, plan),
    ...businessKeys(workflow, random),
  }
  const at = (offsetMs: number) => new Date(plan.startedAt.getTime() + offsetMs).toISOString()
  const id = (suffix: string) => `${execution}.${attempt}.${suffix}`
  const end: SentEvent = {
    ...base,
    id: id('end'),
    type: `execution.${plan.outcome}`,
    time: at(durationMs),
    durationMs,
    ...(plan.outcome === 'failed' ? { error: failureOf(workflow) } : { measures: { rows: random.whole(1, 60) } }),
  }
  if (plan.detail === 'brief') return [end]
  const start: SentEvent = { ...base, id: id('start'), type: 'execution.started', time: at(0) }
  const steps = stepsOf(workflow, plan, durationMs).map(
    ({ endMs, ...step }, i): SentEvent => ({ ...base, ...step, id: id(`step${i}`), time: at(endMs) }),
  )
  return [start, ...steps, end]
}

/** Somebody edited one workflow last night and asked nobody: its live runs say so. */
function versionOf({ key }: DemoWorkflow, { detail }: RunPlan): string {
  return key === 'machine-states' && detail === 'full' ? 'v13-hotfix' : 'v13'
}

function businessKeys(workflow: DemoWorkflow, random: Random): Pick<SentEvent, 'keys'> {
  const range = workflow.businessKey && KEY_RANGE[workflow.businessKey]
  return range && workflow.businessKey ? { keys: { [workflow.businessKey]: String(random.whole(...range)) } } : {}
}

function failureOf(workflow: DemoWorkflow): NonNullable<SentEvent['error']> {
  return workflow.error ?? { class: 'HttpError', message: '502 Bad Gateway', step: workflow.steps.at(-1) ?? 'Send' }
}

/** Steps share the run's time evenly; a failed run stops at its failing step. */
function stepsOf(workflow: DemoWorkflow, plan: RunPlan, durationMs: number) {
  const failing = plan.outcome === 'failed' ? workflow.steps.indexOf(failureOf(workflow).step ?? '') : -1
  const reached = failing === -1 ? workflow.steps : workflow.steps.slice(0, failing + 1)
  const each = Math.floor(durationMs / Math.max(1, reached.length))
  return reached.map((step, i) => ({
    type: i === failing ? ('step.failed' as const) : ('step.succeeded' as const),
    durationMs: each,
    endMs: each * (i + 1),
    data: { step },
    ...(i === failing ? { error: failureOf(workflow) } : {}),
  }))
}
