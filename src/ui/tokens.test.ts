import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrastRatio } from '@/domain/brand/color'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)]
const tokens = new Map(pairs.map(([, name, light, dark]) => [name, { light, dark }]))

function ratio(ink: string, ground: string, theme: 'light' | 'dark'): number {
  const [a, b] = [tokens.get(ink)?.[theme], tokens.get(ground)?.[theme]]
  if (!a || !b) throw new Error(`no token ${ink} or ${ground}`)
  return contrastRatio(a, b)
}

const GROUNDS = ['bg', 'surface', 'raised', 'sunken', 'shift']
const INKS = ['ink', 'ink-2', 'ink-3', 'ok-ink', 'run-ink', 'late-ink', 'down-ink', 'exc-ink', 'unk-ink', 'brand-link']

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  it.each(INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)))(
    '%s on %s is legible',
    (ink, ground) => {
      expect(ratio(ink, ground, theme)).toBeGreaterThanOrEqual(4.5)
    },
  )
  it.each([
    ['late-ink', 'late-soft'],
    ['down-ink', 'down-soft'],
    ['exc-ink', 'exc-soft'],
    ['ink', 'down-soft'],
    ['ink-3', 'down-soft'],
    ['on-brand', 'brand'],
    ['on-brand-2', 'brand'],
    ['on-brand', 'brand-hover'],
    ['on-brand', 'brand-btn'],
  ])('%s on %s is legible', (ink, ground) => {
    expect(ratio(ink, ground, theme)).toBeGreaterThanOrEqual(4.5)
  })
  it.each(['bg', 'surface', 'raised'])('the edge of a field stands out on %s', (ground) => {
    expect(ratio('field', ground, theme)).toBeGreaterThanOrEqual(3)
  })
  it.each(['bg', 'raised'])('the alarm stands out on %s', (ground) => {
    expect(ratio('down-fill', ground, theme)).toBeGreaterThanOrEqual(3)
  })
})
