import type { RuleDraft, RuleKind } from './draft'

/** Minutes as typed, in seconds; not a number for anything else. */
export function seconds(text: string): number {
  return /^\d+([.,]\d+)?$/.test(text.trim()) ? Math.round(Number(text.replace(',', '.')) * 60) : Number.NaN
}

const optional = (text: string) => (text.trim() === '' ? null : seconds(text))
const amount = (text: string) => (/^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.replace(',', '.')) : Number.NaN)

function alarmOf({ holdMin, quietMin, badOf, flap }: RuleDraft) {
  return {
    holdS: optional(holdMin) ?? 0,
    quietS: optional(quietMin) ?? 0,
    badOf: badOf.bad.trim() === '' ? null : { bad: amount(badOf.bad), of: amount(badOf.of) },
    flap: flap.changes.trim() === '' ? null : { changes: amount(flap.changes), windowS: seconds(flap.windowMin) },
  }
}

/** What every kind may have, as the schema reads it. */
export function commonOf(draft: RuleDraft): Record<string, unknown> {
  return {
    zone: draft.zone,
    graceS: seconds(draft.graceMin),
    maxDurationS: optional(draft.maxMin),
    calendar: draft.isPlantOnly ? 'plant' : 'always',
    graceClock: draft.isGracePlant ? 'plant' : 'always',
    startS: optional(draft.startMin),
    assertions: draft.assertions.map(({ fact, op, value, to }) => ({
      ...{ fact: fact.trim(), op },
      value: amount(value),
      to: op === 'between' ? amount(to) : null,
    })),
    alarm: alarmOf(draft),
  }
}

/** The schema's first complaint about each field of the form, in English. */
export type Problems = Partial<Record<keyof RuleDraft, string>>

const FIELD: Readonly<Record<string, keyof RuleDraft>> = {
  cron: 'cron',
  intervalS: 'intervalMin',
  zone: 'zone',
  graceS: 'graceMin',
  maxDurationS: 'maxMin',
  startS: 'startMin',
  triggerWorkflowId: 'triggerWorkflowId',
  key: 'key',
  assertions: 'assertions',
  'trigger.withinS': 'withinMin',
  'trigger.key': 'key',
  'at.offsetMin': 'offsetMin',
  'at.time': 'time',
  'at.shift': 'shift',
  'alarm.holdS': 'holdMin',
  'alarm.quietS': 'quietMin',
  'alarm.badOf': 'badOf',
  'alarm.flap': 'flap',
}
/** A pattern made from words is wrong where its words are. */
const CRON_FIELD: Partial<Record<RuleKind, keyof RuleDraft>> = { repeat: 'everyMin', daily: 'times' }

export function problemsOf(issues: readonly { path: PropertyKey[]; message: string }[], kind: RuleKind): Problems {
  const problems: Problems = {}
  for (const { path, message } of issues) {
    const field = FIELD[path.slice(0, 2).map(String).join('.')] ?? FIELD[String(path[0])]
    const shown = field === 'cron' ? (CRON_FIELD[kind] ?? field) : field
    if (shown) problems[shown] ??= message
  }
  return problems
}
