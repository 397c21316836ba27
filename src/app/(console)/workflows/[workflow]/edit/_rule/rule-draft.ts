import { ExpectationInput } from '@/domain/expectation/schema'
import type { RuleFields } from '@/services/workflow/form'
import type { RuleDraft } from './draft'
import { commonOf, type Problems, problemsOf, seconds } from './rule-common'
import { cronOf, weeklyOf } from './rule-weekly'

const minutes = (value: number | null | undefined) => (value == null ? '' : String(value / 60))

function anchorOf(rule: RuleFields | null) {
  const at = rule?.spec.at
  const isShift = at !== null && at !== undefined && at.anchor !== 'working_day'
  return {
    anchor: at?.anchor ?? ('shift_start' as const),
    shift: isShift ? (at.shift ?? '') : '',
    offsetMin: isShift ? String(at.offsetMin) : '15',
    time: at?.anchor === 'working_day' ? at.time : '06:30',
  }
}

function alarmOf(rule: RuleFields | null) {
  const { holdS = 0, quietS = 0, badOf = null, flap = null } = rule?.spec.alarm ?? {}
  return {
    holdMin: holdS ? minutes(holdS) : '',
    quietMin: quietS ? minutes(quietS) : '',
    badOf: { bad: badOf ? String(badOf.bad) : '', of: badOf ? String(badOf.of) : '' },
    flap: { changes: flap ? String(flap.changes) : '', windowMin: flap ? minutes(flap.windowS) : '' },
  }
}

/** What the form starts from: a stored rule in the words it has, or a new one. */
export function ruleDraft(rule: RuleFields | null, zone: string): RuleDraft {
  const spec = rule?.spec
  return {
    ...weeklyOf(rule?.kind === 'cron' ? rule.cron : null),
    ...(rule && rule.kind !== 'cron' && { kind: rule.kind }),
    cron: rule?.cron ?? '',
    intervalMin: minutes(rule?.intervalS ?? 3600),
    ...anchorOf(rule),
    triggerWorkflowId: rule?.triggerWorkflowId ?? '',
    withinMin: minutes(spec?.trigger?.withinS ?? 1800),
    isWithinPlant: spec?.trigger?.withinClock === 'plant',
    key: spec?.trigger?.key ?? spec?.key ?? '',
    zone: rule?.zone ?? zone,
    graceMin: minutes(rule?.graceS ?? 600),
    isGracePlant: spec?.graceClock === 'plant',
    isPlantOnly: spec?.calendar === 'plant',
    startMin: minutes(spec?.startS),
    maxMin: minutes(rule?.maxDurationS),
    assertions: (spec?.assertions ?? []).map(({ fact, op, value, to }) => ({
      ...{ fact, op },
      value: String(value),
      to: to === null ? '' : String(to),
    })),
    ...alarmOf(rule),
  }
}

export interface ParsedRule {
  rule: ExpectationInput | null
  /** the schema's first complaint about a field, in English */
  problems: Problems
}

function atOf({ anchor, shift, offsetMin, time }: RuleDraft): unknown {
  if (anchor === 'working_day') return { anchor, time }
  return { anchor, shift: shift.trim() || null, offsetMin: offsetMin.trim() === '' ? Number.NaN : Number(offsetMin) }
}

/** What only its kind has. */
function ownOf(draft: RuleDraft): Record<string, unknown> {
  const key = draft.key.trim() || null
  switch (draft.kind) {
    case 'interval':
      return { kind: 'interval', intervalS: seconds(draft.intervalMin) }
    case 'calendar':
      return { kind: 'calendar', at: atOf(draft) }
    case 'trigger': {
      const withinClock = draft.isWithinPlant ? 'plant' : 'always'
      const trigger = { on: 'succeeded', withinS: seconds(draft.withinMin), withinClock, key }
      return { kind: 'trigger', triggerWorkflowId: draft.triggerWorkflowId, trigger }
    }
    case 'list':
      return { kind: 'list', key }
    default:
      return { kind: 'cron', cron: draft.kind === 'cron' ? draft.cron : (cronOf(draft) ?? '') }
  }
}

/** The draft by the verb's own schema. */
export function parseRule(draft: RuleDraft): ParsedRule {
  const parsed = ExpectationInput.safeParse({ ...ownOf(draft), ...commonOf(draft) })
  if (parsed.success) return { rule: parsed.data, problems: {} }
  return { rule: null, problems: problemsOf(parsed.error.issues, draft.kind) }
}
