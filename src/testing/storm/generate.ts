import type { NativeEvent } from '@/domain/event/schema'
import { dice } from '../simulator/world'

/** A workflow that the storm can hit. */
export interface StormTarget {
  clientId: string
  sourceId: string
  workflow: string
  cause: 'credential' | 'gateway' | 'erp'
}

export interface StormSignal extends StormTarget {
  event: Pick<NativeEvent, 'id' | 'workflow' | 'execution' | 'type' | 'time' | 'error' | 'keys'>
}

const ERRORS = {
  credential: { class: 'AuthenticationError', step: 'Sign in', message: 'token expired for run ' },
  gateway: { class: 'ConnectionReset', step: 'Send to Haulier gateway', message: 'socket hang up after attempt ' },
  erp: { class: 'TimeoutError', step: 'Read order', message: 'no answer within 30 s for order ' },
} as const

/** A recorded storm: the same seed is the same storm. Retries of failing workflows, spread over a span, in the order of time. */
export function storm(
  seed: number,
  targets: readonly StormTarget[],
  { signals, from, spanMs }: { signals: number; from: Date; spanMs: number },
): StormSignal[] {
  const random = dice(seed)
  return Array.from({ length: signals }, (_, index) => {
    // Every target is hit early on: all have failed before the storm is half over.
    const target = targets[index < targets.length ? index : random.below(targets.length)] as StormTarget
    const time = new Date(from.getTime() + Math.floor((index / signals) * spanMs)).toISOString()
    const error = ERRORS[target.cause]
    const event = {
      ...{ id: `storm-${seed}-${index}`, workflow: target.workflow, execution: `run-${seed}-${index}`, time },
      type: 'execution.failed' as const,
      error: { ...error, message: `${error.message}${1_000 + random.below(9_000)}` },
      keys: { order: String(4_000 + random.below(500)) },
    }
    return { ...target, event }
  })
}
