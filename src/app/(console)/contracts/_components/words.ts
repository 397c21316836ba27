import { localeTag } from '@/ui/i18n/locale'
import type { GlyphKind } from '@/ui/primitives/glyph'

/** Money in minor units, as the reader writes it: 480000 EUR → "€4,800.00". */
export function moneyWords(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(minor / 10 ** digits)
}

/** A local day with its year: "1 Nov 2026"; the day has no zone of its own. */
export function dateWords(day: string, locale: string): string {
  const format = new Intl.DateTimeFormat(localeTag(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  return format.format(new Date(`${day}T00:00:00Z`))
}

/** How many minor units a unit has, as a power of ten: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** ppm without more digits than it has: 990000 → "99". */
export function ppmWords(ppm: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(ppm / 10_000)
}

export const PHASE_GLYPHS: Record<'draft' | 'planned' | 'in_force' | 'ended' | 'past', GlyphKind> = {
  draft: 'new',
  planned: 'awaiting',
  in_force: 'ok',
  ended: 'resolved',
  past: 'resolved',
}
