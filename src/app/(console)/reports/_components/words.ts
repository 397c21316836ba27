import type { ReportStatus } from '@/services/report/store'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { monthWords } from '../../months/_components/words'

export const STATUS_GLYPHS: Readonly<Record<ReportStatus, GlyphKind>> = {
  draft: 'new',
  in_review: 'awaiting',
  released: 'ok',
  withdrawn: 'excused',
}

/** "October 2026", or with its addendum. */
export function reportMonth(
  { month, addendum }: { month: string; addendum: number },
  { m, f, locale }: Viewer,
): string {
  const name = monthWords(month, locale)
  return addendum === 0 ? name : f(m.report.addendum, { month: name, number: String(addendum) })
}
