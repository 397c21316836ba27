/** An accepted event of a run, as its sender sent it (after the source's field rules). */
export interface RunEvent {
  id: string
  key: string
  type: string
  occurredAt: Date
  receivedAt: Date
  clockSkew: boolean
  payload: Record<string, unknown>
}

export interface Step {
  name: string
  state: 'running' | 'succeeded' | 'failed'
  startedAt: Date | null
  endedAt: Date | null
  durationMs: number | null
  eventId: string
}

/** `step.<phase>` events name their step in `data`; every other `step.<name>` is a step that has ended. */
const PHASES: Record<string, Step['state']> = {
  started: 'running',
  succeeded: 'succeeded',
  completed: 'succeeded',
  finished: 'succeeded',
  failed: 'failed',
}

function textOf(value: unknown, ...names: string[]): string | null {
  if (typeof value !== 'object' || value === null) return null
  const found = names
    .map((name) => (value as Record<string, unknown>)[name])
    .find((each) => typeof each === 'string' && each !== '')
  return typeof found === 'string' ? found : null
}

function phaseOf(event: RunEvent): { name: string; state: Step['state'] } {
  const suffix = event.type.slice('step.'.length)
  const named = textOf(event.payload.data, 'step', 'name') ?? textOf(event.payload.error, 'step')
  const phase = PHASES[suffix]
  if (phase) return { name: named ?? suffix, state: phase }
  return { name: suffix, state: event.payload.error ? 'failed' : 'succeeded' }
}

function durationOf({ payload }: RunEvent): number | null {
  return typeof payload.durationMs === 'number' ? payload.durationMs : null
}

function ended(event: RunEvent, phase: { name: string; state: Step['state'] }, startedAt: Date | null): Step {
  const durationMs =
    durationOf(event) ?? (startedAt ? Math.max(0, event.occurredAt.getTime() - startedAt.getTime()) : null)
  const start = durationMs === null ? null : new Date(event.occurredAt.getTime() - durationMs)
  return { ...phase, startedAt: start, endedAt: event.occurredAt, durationMs, eventId: event.id }
}

/**
 * The steps that a run's events tell, in order of time. A step's end meets the last unfinished start of its name; a step that
 * never said how long it took has no start, because nothing proves one.
 */
export function stepsOf(events: readonly RunEvent[]): Step[] {
  const steps: Step[] = []
  const inOrder = events
    .filter(({ type }) => type.startsWith('step.'))
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
  for (const event of inOrder) {
    const phase = phaseOf(event)
    const open = steps.findLastIndex((step) => step.name === phase.name && step.state === 'running')
    if (phase.state === 'running') {
      steps.push({ ...phase, startedAt: event.occurredAt, endedAt: null, durationMs: null, eventId: event.id })
    } else if (open >= 0) {
      steps[open] = ended(event, phase, steps[open]?.startedAt ?? null)
    } else {
      steps.push(ended(event, phase, null))
    }
  }
  return steps
}

/** Why a run failed, in the sender's words. */
export interface RunError {
  class: string | null
  message: string | null
  step: string | null
}

/** The error of the latest event that carries one. */
export function errorOf(events: readonly RunEvent[]): RunError | null {
  const last = events
    .filter(({ payload, type }) => payload.error && type.startsWith('execution.'))
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
    .at(-1)
  if (!last) return null
  const { error } = last.payload
  return { class: textOf(error, 'class'), message: textOf(error, 'message'), step: textOf(error, 'step') }
}

/** Business keys of all events, first mention first. */
export function keysOf(events: readonly RunEvent[]): Record<string, string> {
  const keys: Record<string, string> = {}
  for (const { payload } of events) {
    if (typeof payload.keys !== 'object' || payload.keys === null) continue
    for (const [name, value] of Object.entries(payload.keys)) if (typeof value === 'string') keys[name] ??= value
  }
  return keys
}
