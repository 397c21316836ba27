import { type Obligation, OUTCOMES, type Outcome } from '@/domain/expectation/outcome'
import { completenessOf } from '@/domain/expectation/replay'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'

export const OUTCOME_GLYPH: Record<Outcome, GlyphKind> = {
  met: 'ok',
  late: 'late',
  missed: 'down',
  excused: 'excused',
  pending: 'awaiting',
}

/** "4 of 4 accounted for: 3 met, 1 late": the sum is the completeness, to the unit. */
export function completenessSentence(slots: readonly Pick<Obligation, 'outcome'>[], { m, f }: Viewer): string {
  const words = m.expectation.page
  const counts = completenessOf(slots)
  if (counts.expected === 0) return words.nothingOwed
  const parts = OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${counts[outcome]} ${words.outcomes[outcome].toLowerCase()}`,
  )
  return f(words.complete, { expected: counts.expected, parts: parts.join(', ') })
}

/** Why a slot came out as it did; codes carry names after colons. */
export function reasonWords(reason: string | null, { m, f }: Viewer): string | null {
  if (reason === null) return null
  const words = m.expectation.page.reasons
  const [code = '', ...names] = reason.split(':')
  const name = names.join(': ')
  if (code === 'closed') {
    const [kind = '', ...rule] = names
    const called = rule.join(':')
    const known = words.closedBy[kind as keyof typeof words.closedBy] ?? words.closedBy.no_shift
    return called ? `${known} “${called}”` : known
  }
  if (code === 'withdrawn') return f(words.withdrawn, { name })
  if (code === 'violated') return f(words.violated, { name })
  const plain = words.plain
  return code in plain ? plain[code as keyof typeof plain] : reason
}
