import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { AvailabilityBars } from './availability-bars'
import { DurationHistogram } from './duration-histogram'
import { HourOfWeek } from './hour-of-week'
import { type MarkState, PRINT_INKS } from './inks'
import { RunHeatStrip } from './run-heat-strip'
import { fractionOf, RunStrip } from './run-strip'
import { Sparkline } from './sparkline'

const window = { start: new Date(0), end: new Date(112 * 900_000), now: new Date(96 * 900_000) }
const strip = (states: MarkState[]) =>
  renderToStaticMarkup(
    createElement(RunStrip, {
      window,
      buckets: states.map((state) => ({ state })),
      label: 'Order release',
      inks: PRINT_INKS,
    }),
  )

describe('run strip', () => {
  it('draws neighbours of one state as one span, each state on its own height', () => {
    const markup = strip(['ok', 'ok', 'late', 'ok', 'down'])
    expect([...markup.matchAll(/ d="([^"]*)"/g)].map(([, path]) => path?.match(/M[\d.]+/g))).toEqual([
      ['M0.5', 'M12.5'],
      ['M8.5'],
      ['M16.25'],
    ])
    const heights = [...markup.matchAll(/stroke-width="(\d+)" stroke-dasharray/g)].map(([, tall]) => Number(tall))
    expect(heights).toEqual([...heights].sort((a, b) => a - b))
    expect(new Set(heights).size).toBe(3)
  })

  it('stays small however often the state changes not', () => {
    expect(strip(Array.from({ length: 112 }, () => 'ok')).length).toBeLessThan(900)
  })

  it('keeps what lies outside at the edge', () => {
    expect([new Date(-1), new Date(56 * 900_000), new Date(10 ** 12)].map((at) => fractionOf(window, at))).toEqual([
      0, 0.5, 1,
    ])
  })
})

describe('every picture', () => {
  const day = { day: '2026-11-19', state: 'down' as const }
  const cell = { weekday: 1, hour: 6, runs: 3, failed: 1, broken: 0 }
  const shared = { label: 'In words', inks: PRINT_INKS }
  it.each([
    ['run strip', createElement(RunStrip, { ...shared, window, buckets: [{ state: 'excused' }] })],
    ['days', createElement(AvailabilityBars, { ...shared, days: [day] })],
    ['hours', createElement(HourOfWeek, { ...shared, cells: [cell], weekdays: ['Mon'] })],
    [
      'runs',
      createElement(RunHeatStrip, {
        ...shared,
        cells: [{ key: 'a', state: 'down', title: 'e-91c4', href: '/runs/a' }],
      }),
    ],
    ['course', createElement(Sparkline, { ...shared, values: [1, null, 3], target: 2 })],
    ['no course', createElement(Sparkline, { ...shared, values: [] })],
    ['durations', createElement(DurationHistogram, { ...shared, bins: [], marks: [], words: String })],
  ])('%s says itself in words and needs no style sheet', (_name, picture) => {
    const markup = renderToStaticMarkup(picture)
    expect(markup).toContain('aria-label="In words"')
    expect(markup).not.toMatch(/var\(|NaN|Infinity|undefined/)
  })
})
