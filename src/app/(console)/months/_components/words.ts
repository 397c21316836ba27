import type { MonthStatement } from '@/services/month/statement'
import { localeTag } from '@/ui/i18n/locale'
import type { GlyphKind } from '@/ui/primitives/glyph'

/** "March 2026" */
export function monthWords(month: string, locale: string): string {
  const format = new Intl.DateTimeFormat(localeTag(locale), { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(new Date(`${month}-01T00:00:00Z`))
}

export const PHASE_GLYPHS: Record<MonthStatement['phase'], GlyphKind> = {
  open: 'running',
  ended: 'awaiting',
  frozen: 'resolved',
}

/** An exact fraction of minor units ("1440003/31") as money with its first four decimals of a minor unit cut off. */
export function fractionMinor(text: string): number {
  const [num = '0', den = '1'] = text.split('/')
  return Number((BigInt(num) * 100n) / BigInt(den)) / 100
}
