import type { DayUnit, ObjectiveDay, TimeRule } from '@/services/objective-day/get'
import { localeTag } from '@/ui/i18n/locale'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import type { GlyphKind } from '@/ui/primitives/glyph'

/** A local date as people write it. */
export function dayWords(day: string, locale: string): string {
  const date = new Date(`${day}T12:00:00Z`)
  return new Intl.DateTimeFormat(localeTag(locale), { dateStyle: 'full', timeZone: 'UTC' }).format(date)
}

export const VERDICT_GLYPHS: Record<DayUnit['verdict'], GlyphKind> = {
  good: 'ok',
  bad: 'down',
  off_shift: 'excused',
  maintenance: 'excused',
  before_start: 'excused',
  paused: 'paused',
  manual: 'excused',
  cancelled: 'excused',
}

/** A stretch that counts may hold several shifts: there the calendar alone is named. */
function calendarWords({ calendar, reason }: TimeRule, { m, f }: Viewer): string[] {
  if (!calendar) return []
  const { kind, name } = calendar.rule
  const version = calendar.version ? [f(m.figure.rules.version, { label: calendar.version.label })] : []
  return reason === null && version.length > 0 ? version : [f(m.figure.rules[kind], { name }), ...version]
}

/** The rule of a stretch of time, in words: what decided, and where it is written. */
export function ruleWords(rule: TimeRule, reader: Viewer): string {
  const { m, f } = reader
  const { rules } = m.figure
  const contract = rule.contract
    ? [f(rules.contract, { name: rule.contract.name, version: rule.contract.version })]
    : []
  if (rule.reason === 'maintenance' && rule.window)
    return [f(rules.maintenance, { number: rule.window.number, title: rule.window.title }), ...contract].join(' · ')
  if (rule.reason === 'before_start') return rules.before_start
  if (rule.reason === 'paused') return [rules.paused, ...contract].join(' · ')
  const calendar = calendarWords(rule, reader)
  if (calendar.length > 0) return calendar.join(' · ')
  return rule.reason === null ? rules.always : m.figure.verdicts[rule.reason]
}

/** Why a unit came to what it did. */
export function unitWords(unit: DayUnit, { objective }: ObjectiveDay, reader: Viewer): string {
  const { m, f, locale } = reader
  const { rules } = m.figure
  if (unit.rule) return ruleWords(unit.rule, reader)
  if (unit.verdict === 'manual' || unit.verdict === 'cancelled' || unit.verdict === 'before_start')
    return rules[unit.verdict]
  const isSlow = unit.verdict === 'bad' && unit.what === 'succeeded' && objective.maxDurationMs !== null
  if (isSlow) return f(rules.slow, { limit: durationWords(objective.maxDurationMs ?? 0, locale) })
  if (unit.what === null) return unit.verdict === 'bad' ? rules.down : ''
  return m.figure.what[unit.what as keyof typeof m.figure.what] ?? unit.what
}
