/** The moments between which the machine may die. Each is named, so that a test can die exactly there. */
export const STAGES = [
  'escalation: before the claim',
  'escalation: after the claim',
  'escalation: before its rows',
  'escalation: after its rows',
  'escalation: after the commit',
  'page: before the pace',
  'page: after its rows',
  'page: after the commit',
  'page: after the claim',
  'mail: before the provider',
  'mail: after the provider',
  'page: before the mark',
  'page: after the mark',
] as const
export type Stage = (typeof STAGES)[number]

let watcher: ((stage: Stage) => void) | null = null

/** Work passes a moment at which nothing may be lost or done twice. */
export function pass(stage: Stage): void {
  watcher?.(stage)
}

/** Only for proofs: hears every stage. */
export function watchStages(watch: ((stage: Stage) => void) | null): void {
  watcher = watch
}
