/** The first hour, in the order that makes most sense; none of them is forced. */
export const STEPS = ['brand', 'client', 'site', 'source', 'event', 'interview', 'promise', 'portal'] as const
export type Step = (typeof STEPS)[number]

/** Steps about the partner itself; the others are about one client. */
export function isPartnerStep(step: Step): boolean {
  return step === 'brand' || step === 'client'
}

/** What is there, read from the rows themselves. */
export type JourneyFacts = Readonly<Record<Step, boolean>>

/** `kept`: looked at and left as it is. `open`: a mark taken back. */
export const MARKS = ['skipped', 'kept', 'open'] as const
export type Mark = (typeof MARKS)[number]

export type StepState = 'done' | 'skipped' | 'open' | 'blocked'

export interface JourneyStep {
  step: Step
  state: StepState
}

/** What a step cannot begin without. */
const NEEDS: Readonly<Partial<Record<Step, Step>>> = {
  site: 'client',
  source: 'client',
  event: 'client',
  interview: 'event',
  promise: 'event',
  portal: 'client',
}

function stateOf(step: Step, facts: JourneyFacts, marks: Readonly<Partial<Record<Step, Mark>>>): StepState {
  if (facts[step] || marks[step] === 'kept') return 'done'
  if (marks[step] === 'skipped') return 'skipped'
  const needed = NEEDS[step]
  return needed && !facts[needed] ? 'blocked' : 'open'
}

/** Every step with its state. A fact beats a mark: what was skipped and then done elsewhere is done. */
export function journeyOf(facts: JourneyFacts, marks: Readonly<Partial<Record<Step, Mark>>>): JourneyStep[] {
  return STEPS.map((step) => ({ step, state: stateOf(step, facts, marks) }))
}

/** Where a person goes on: the first step that can be done now, else the first that waits; null when nothing is left. */
export function nextStep(steps: readonly JourneyStep[], after?: Step): Step | null {
  const from = after ? STEPS.indexOf(after) + 1 : 0
  const ring = [...steps.slice(from), ...steps.slice(0, from)]
  return (ring.find(({ state }) => state === 'open') ?? ring.find(({ state }) => state === 'blocked'))?.step ?? null
}
