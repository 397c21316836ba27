import type { NativeEvent } from './schema'

export type StepPhase = 'started' | 'succeeded' | 'failed' | 'noted'

export interface StepFact {
  name: string
  phase: StepPhase
}

const PHASES: readonly string[] = ['started', 'succeeded', 'failed']

/**
 * Reads a step.* event, or null for other types. `step.started|succeeded|failed` name the step in `data.step` (else
 * `error.step`); any other `step.<name>` notes that the step of that name was reached, failed when it carries an error.
 */
export function stepOf({ type, data, error }: NativeEvent): StepFact | null {
  if (!type.startsWith('step.')) return null
  const suffix = type.slice('step.'.length)
  const given = typeof data === 'object' && data !== null && 'step' in data ? data.step : error?.step
  const isPhase = PHASES.includes(suffix)
  const name = typeof given === 'string' && given !== '' ? given : isPhase ? 'step' : suffix
  return { name, phase: isPhase ? (suffix as StepPhase) : error ? 'failed' : 'noted' }
}
