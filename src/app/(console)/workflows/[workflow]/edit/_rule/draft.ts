/** How people say when a run is due; `cron` is what no words fit. */
export const RULE_KINDS = ['repeat', 'daily', 'interval', 'calendar', 'trigger', 'list', 'cron'] as const
export type RuleKind = (typeof RULE_KINDS)[number]

/** A promise about a fact, as typed. */
export interface AssertionDraft {
  fact: string
  op: string
  value: string
  to: string
}

/** What the form holds: text as it is typed, spans in minutes. */
export interface RuleDraft {
  kind: RuleKind
  /** repeat */
  everyMin: string
  fromHour: string
  toHour: string
  /** daily: "06:00, 14:00" */
  times: string
  /** ISO weekdays; empty = every day */
  days: number[]
  cron: string
  intervalMin: string
  anchor: 'shift_start' | 'shift_end' | 'working_day'
  shift: string
  offsetMin: string
  time: string
  triggerWorkflowId: string
  withinMin: string
  isWithinPlant: boolean
  key: string
  zone: string
  graceMin: string
  isGracePlant: boolean
  isPlantOnly: boolean
  startMin: string
  maxMin: string
  assertions: AssertionDraft[]
  holdMin: string
  quietMin: string
  badOf: { bad: string; of: string }
  flap: { changes: string; windowMin: string }
}
