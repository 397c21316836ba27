/** Where the fault lay, by the words of problem management; `unknown` is an honest answer. */
export const CAUSE_CATEGORIES = [
  'workflow_change',
  'data',
  'credential',
  'system',
  'network',
  'capacity',
  'human',
  'planned',
  'unknown',
] as const
export type CauseCategory = (typeof CAUSE_CATEGORIES)[number]
