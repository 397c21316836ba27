import { contrastRatio, fromOklch, mix, type Oklch, toOklch } from './color'

/** WCAG 2.2 AA: 1.4.3 text, 1.4.11 marks. */
const AA_TEXT = 4.5
const AA_MARK = 3

/** Surfaces that brand-coloured words stand on (design tokens): page and its hardest neighbour. */
export const SURFACES = { light: ['#f3f4f5', '#eaecee'], dark: ['#15181b', '#21262a'] } as const

const WHITE = '#ffffff'
const INK = '#111417'
const STEP = 0.005

export type BrandVar =
  | '--brand'
  | '--brand-hover'
  | '--on-brand'
  | '--on-brand-2'
  | '--brand-link'
  | '--brand-line'
  | '--brand-btn'
export type BrandVars = Record<BrandVar, string>

/** What was changed so that everybody can read it. `from` and `to` are `#rrggbb`. */
export interface ThemeWarning {
  code: 'header_adjusted' | 'link_adjusted' | 'line_adjusted'
  from: string
  to: string
}

export interface Theme {
  light: BrandVars
  dark: BrandVars
  /** ink on the header in light, for mails and PDFs */
  onBrand: string
  warnings: ThemeWarning[]
}

const passes = (color: string, others: readonly string[], ratio: number) =>
  others.every((other) => contrastRatio(color, other) >= ratio)

/** Moves lightness by small steps (sign of `direction`) until the contrast holds; ends at black or white, which always pass here. */
function adjust(start: Oklch, direction: 1 | -1, isFine: (hex: string) => boolean): string {
  let color = start
  for (;;) {
    const hex = fromOklch(color)
    if (isFine(hex) || color.l < 0 || color.l > 1) return hex
    color = { ...color, l: color.l + direction * STEP }
  }
}

/** The given colour itself when it passes, without a round trip that could change a digit. */
function keepOrAdjust(hex: string, direction: 1 | -1, isFine: (hex: string) => boolean): string {
  return isFine(hex) ? hex : adjust(toOklch(hex), direction, isFine)
}

/** Quieter text on the header: as much of the header's colour as legibility allows. */
function secondary(onBrand: string, brand: string): string {
  for (let share = 0.7; share < 1; share += 0.05) {
    const color = mix(onBrand, brand, share)
    if (contrastRatio(color, brand) >= AA_TEXT) return color
  }
  return onBrand
}

function lightVars(hex: string): BrandVars {
  const ink = contrastRatio(hex, WHITE) >= AA_TEXT || contrastRatio(hex, INK) < AA_TEXT ? WHITE : INK
  const readable = (color: string) => contrastRatio(color, ink) >= AA_TEXT
  const brand = keepOrAdjust(hex, -1, readable)
  const base = toOklch(brand)
  const away = ink === WHITE && base.l > 0.2 ? -0.05 : 0.05
  const hover = fromOklch({ ...base, l: base.l + away })
  const onSurface = (ratio: number) => (color: string) => passes(color, SURFACES.light, ratio)
  return {
    '--brand': brand,
    '--brand-hover': readable(hover) ? hover : brand,
    '--on-brand': ink,
    '--on-brand-2': secondary(ink, brand),
    '--brand-link': keepOrAdjust(hex, -1, onSurface(AA_TEXT)),
    '--brand-line': keepOrAdjust(hex, -1, onSurface(AA_MARK)),
    '--brand-btn': brand,
  }
}

/** Dark is its own ramp: the header sinks, links rise; chroma is tempered so that nothing glows. */
function darkVars(hex: string): BrandVars {
  const { l, c, h } = toOklch(hex)
  const at = (lightness: number, chroma = c) => ({ l: lightness, c: Math.min(chroma, 0.12), h })
  const header = Math.min(0.33, Math.max(0.26, l))
  const brand = fromOklch(at(header, Math.min(c, 0.08)))
  const onBrand = fromOklch(at(0.96, Math.min(c, 0.015)))
  const readable = (color: string) => contrastRatio(color, onBrand) >= AA_TEXT
  const onSurface = (ratio: number) => (color: string) => passes(color, SURFACES.dark, ratio)
  return {
    '--brand': adjust(toOklch(brand), -1, readable),
    '--brand-hover': adjust(at(header + 0.05, Math.min(c, 0.08)), -1, readable),
    '--on-brand': onBrand,
    '--on-brand-2': secondary(onBrand, brand),
    '--brand-link': adjust(at(Math.max(0.76, l)), 1, onSurface(AA_TEXT)),
    '--brand-line': adjust(at(0.55), 1, onSurface(AA_MARK)),
    '--brand-btn': adjust(at(0.5), -1, readable),
  }
}

/**
 * A partner's colour (`#rrggbb`) as CSS variables for both themes, WCAG 2.2 AA guaranteed: text on the header, its hover and
 * the button, links on every surface (4.5:1), edges (3:1). The colour is kept where it passes; where not, its lightness moves
 * and a warning says so. Dark is always derived.
 */
export function deriveTheme(hex: string): Theme {
  const from = hex.toLowerCase()
  const light = lightVars(from)
  const checks = [
    ['header_adjusted', light['--brand']],
    ['link_adjusted', light['--brand-link']],
    ['line_adjusted', light['--brand-line']],
  ] as const
  const warnings = checks.filter(([, to]) => to !== from).map(([code, to]) => ({ code, from, to }))
  return { light, dark: darkVars(from), onBrand: light['--on-brand'], warnings }
}
