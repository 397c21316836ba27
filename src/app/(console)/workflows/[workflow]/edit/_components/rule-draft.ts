import './no-compiling'

import { ExpectationInput } from '@/domain/expectation/schema'
import type { RuleFields } from '@/services/workflow/form'

/** What the form holds: text as it is typed, spans in minutes. */
export interface RuleDraft {
  kind: 'cron' | 'interval'
  cron: string
  intervalMin: string
  zone: string
  graceMin: string
  maxMin: string
}

const minutes = (seconds: number | null) => (seconds === null ? '' : String(seconds / 60))
const seconds = (text: string) =>
  /^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.replace(',', '.')) * 60 : Number.NaN

export function ruleDraft(rule: RuleFields | null, zone: string): RuleDraft {
  return {
    kind: rule?.kind ?? 'cron',
    cron: rule?.cron ?? '',
    intervalMin: minutes(rule?.intervalS ?? 3600),
    zone: rule?.zone ?? zone,
    graceMin: minutes(rule?.graceS ?? 600),
    maxMin: minutes(rule?.maxDurationS ?? null),
  }
}

export interface ParsedRule {
  rule: ExpectationInput | null
  /** the schema's first complaint about a field, in English */
  problems: Partial<Record<keyof RuleDraft, string>>
}

const FIELD: Readonly<Record<string, keyof RuleDraft>> = {
  cron: 'cron',
  intervalS: 'intervalMin',
  zone: 'zone',
  graceS: 'graceMin',
  maxDurationS: 'maxMin',
}

/** The draft by the verb's own schema. */
export function parseRule(draft: RuleDraft): ParsedRule {
  const clocks = {
    zone: draft.zone,
    graceS: seconds(draft.graceMin),
    maxDurationS: draft.maxMin.trim() === '' ? null : seconds(draft.maxMin),
  }
  const own = draft.kind === 'cron' ? { cron: draft.cron } : { intervalS: seconds(draft.intervalMin) }
  const parsed = ExpectationInput.safeParse({ kind: draft.kind, ...own, ...clocks })
  if (parsed.success) return { rule: parsed.data, problems: {} }
  const problems: ParsedRule['problems'] = {}
  for (const { path, message } of parsed.error.issues) {
    const field = FIELD[String(path[0])]
    if (field) problems[field] ??= message
  }
  return { rule: null, problems }
}
