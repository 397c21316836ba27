import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrastRatio, fromOklch, mix, toOklch } from './color'
import { BrandInput } from './schema'
import { deriveTheme, SURFACES } from './theme'

const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)

describe('contrastRatio', () => {
  // Published: WCAG 2.2 understanding 1.4.3 (#767676 is the lightest grey that passes on white), WebAIM's checker.
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#ffffff', 4.0],
    ['#0000ff', '#ffffff', 8.59],
    ['#008000', '#ffffff', 5.14],
    ['#ffff00', '#ffffff', 1.07],
  ])('%s on %s is %s', (a, b, ratio) => {
    expect(contrastRatio(a, b)).toBeCloseTo(ratio, 2)
    expect(contrastRatio(b, a)).toBeCloseTo(ratio, 2)
  })
})

describe('oklch', () => {
  // CSS Color 4, sample conversions of sRGB primaries.
  it.each([
    ['#ff0000', 0.628, 0.2577, 29.23],
    ['#00ff00', 0.8664, 0.2948, 142.5],
    ['#0000ff', 0.452, 0.3132, 264.05],
  ])('%s', (color, l, c, degrees) => {
    const { h, ...rest } = toOklch(color)
    expect(rest.l).toBeCloseTo(l, 3)
    expect(rest.c).toBeCloseTo(c, 3)
    expect(((h * 180) / Math.PI + 360) % 360).toBeCloseTo(degrees, 1)
  })

  it('returns to the same colour', () => {
    fc.assert(
      fc.property(hex, (color) => {
        expect(fromOklch(toOklch(color))).toBe(color)
      }),
    )
  })

  it('mixes as CSS does', () => {
    expect(mix('#ffffff', '#000000', 0.5)).toBe('#808080')
    expect(mix('#ff0000', '#0000ff', 0.25)).toBe('#4000bf')
  })
})

describe('deriveTheme', () => {
  it('is legible for every colour, in both themes', () => {
    fc.assert(
      fc.property(hex, (color) => {
        const theme = deriveTheme(color)
        for (const name of ['light', 'dark'] as const) {
          const vars = theme[name]
          for (const value of Object.values(vars)) expect(value).toMatch(/^#[0-9a-f]{6}$/)
          for (const field of ['--brand', '--brand-hover', '--brand-btn'] as const) {
            expect(contrastRatio(vars['--on-brand'], vars[field])).toBeGreaterThanOrEqual(4.5)
          }
          expect(contrastRatio(vars['--on-brand-2'], vars['--brand'])).toBeGreaterThanOrEqual(4.5)
          for (const surface of SURFACES[name]) {
            expect(contrastRatio(vars['--brand-link'], surface)).toBeGreaterThanOrEqual(4.5)
            expect(contrastRatio(vars['--brand-line'], surface)).toBeGreaterThanOrEqual(3)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('keeps a colour that passes and says nothing', () => {
    const { light, onBrand, warnings } = deriveTheme('#0E545E')
    expect(light).toMatchObject({
      '--brand': '#0e545e',
      '--brand-link': '#0e545e',
      '--brand-line': '#0e545e',
      '--on-brand': '#ffffff',
    })
    expect(onBrand).toBe('#ffffff')
    expect(warnings).toEqual([])
  })

  it('puts dark ink on a light header and darkens only links and edges', () => {
    const { light, warnings } = deriveTheme('#ffd400')
    expect(light['--brand']).toBe('#ffd400')
    expect(light['--on-brand']).toBe('#111417')
    expect(warnings.map((warning) => warning.code)).toEqual(['link_adjusted', 'line_adjusted'])
  })

  it('darkens the few colours on which neither ink is legible', () => {
    const { light, warnings } = deriveTheme('#7a7a7a')
    expect(light['--brand']).not.toBe('#7a7a7a')
    expect(warnings[0]).toMatchObject({ code: 'header_adjusted', from: '#7a7a7a', to: light['--brand'] })
  })

  it('keeps the hue', () => {
    const { light, dark } = deriveTheme('#e4572e')
    const degrees = (color: string) => (toOklch(color).h * 180) / Math.PI
    for (const color of [light['--brand-link'], dark['--brand-link'], dark['--brand-btn'], dark['--brand']]) {
      expect(Math.abs(degrees(color) - degrees('#e4572e'))).toBeLessThan(8)
    }
  })
})

describe('BrandInput', () => {
  it('trims and lower-cases', () => {
    expect(BrandInput.parse({ brandName: ' Nordlicht ', brandColor: '#0E545E' })).toEqual({
      brandName: 'Nordlicht',
      brandColor: '#0e545e',
    })
  })

  it.each([
    ['red', 'Nordlicht'],
    ['#fff', 'Nordlicht'],
    ['#0e545e80', 'Nordlicht'],
    ['#0e545e;}', 'Nordlicht'],
    ['url(//evil)', 'Nordlicht'],
    ['#0e545e', ''],
    ['#0e545e', 'a\u0007b'],
    ['#0e545e', 'x'.repeat(61)],
  ])('refuses %j %j', (brandColor, brandName) => {
    expect(BrandInput.safeParse({ brandColor, brandName }).success).toBe(false)
  })
})
