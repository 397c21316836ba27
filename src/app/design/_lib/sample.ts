import type { HourMark } from '@/ui/chart/hour-of-week'
import type { MarkState } from '@/ui/chart/inks'
import type { GlyphKind } from '@/ui/primitives/glyph'

/** Invented, but it adds up. One Thursday afternoon in Hamburg. */
export const NOW = new Date('2026-11-19T14:42:08Z')
export const ZONE = 'Europe/Berlin'
export const BRAND = { brandName: 'Nordlicht Automation', brandColor: '#0e545e' }

const QUARTER_MS = 15 * 60_000
const START = new Date('2026-11-18T14:45:00Z')
export const WINDOW = { start: START, end: new Date(START.getTime() + 112 * QUARTER_MS), now: NOW }
export const SCHEDULED = [{ from: START, to: WINDOW.end }]
export const TICKS = ['17:00', '23:00', '05:00', '11:00', '17:00'].map((hour, i) => {
  const at = new Date(Date.UTC(2026, 10, 18, 17 + i * 6))
  return { at, label: `${String((Number(hour.slice(0, 2)) + 1) % 24).padStart(2, '0')}:00` }
})

/** A strip with the given quarters out of the ordinary; past ones run, future ones are expected. */
export function stripOf(special: Readonly<Record<number, MarkState>>): { state: MarkState }[] {
  return Array.from({ length: 112 }, (_, i) => ({ state: special[i] ?? (i < 96 ? 'ok' : 'expected') }))
}

const range = (from: number, to: number, state: MarkState) =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_, i) => [from + i, state]))

export const STRIPS = [
  { name: 'Order release', special: { 24: 'late', 40: 'late', 74: 'late' } as const },
  { name: 'Delivery notices (ASN)', special: { 86: 'late', ...range(93, 95, 'down') } as Record<number, MarkState> },
  { name: 'Quality certificates', special: { ...range(0, 7, 'excused'), 95: 'running' } as Record<number, MarkState> },
  { name: 'Invoices', special: { ...range(0, 111, 'none'), ...range(60, 92, 'ok') } as Record<number, MarkState> },
]

const DAY_STATES: Readonly<Record<number, MarkState>> = {
  23: 'late',
  42: 'down',
  57: 'excused',
  58: 'excused',
  66: 'late',
  80: 'late',
  89: 'down',
}
export const DAYS = Array.from({ length: 90 }, (_, i) => ({
  day: new Date(Date.UTC(2026, 7, 22 + i)).toISOString().slice(0, 10),
  state: DAY_STATES[i] ?? ((i + 1) % 7 === 2 ? ('none' as const) : ('ok' as const)),
}))

export const BINS = Array.from({ length: 30 }, (_, i) => ({
  fromMs: i * 2_000,
  toMs: (i + 1) * 2_000,
  count: Math.round(360 * Math.exp(-((Math.log((i + 0.6) / 4.4) / 0.55) ** 2))),
}))

export const HOURS: HourMark[] = Array.from({ length: 168 }, (_, i) => {
  const [weekday, hour] = [Math.floor(i / 24) + 1, i % 24]
  const works = weekday < 6 || (weekday === 6 && hour >= 6 && hour < 14)
  return {
    weekday,
    hour,
    runs: works ? 8 + ((i * 7) % 9) : 0,
    failed: weekday === 4 && (hour === 14 || hour === 15) ? 3 : 0,
    broken: weekday === 1 && (hour === 6 || hour === 7) ? 1 : 0,
  }
})

const RUN_STATES: Readonly<Record<number, MarkState>> = {
  18: 'late',
  33: 'late',
  47: 'excused',
  56: 'down',
  57: 'down',
  58: 'down',
  59: 'down',
}
export const RUNS = Array.from({ length: 60 }, (_, i) => ({
  key: String(i),
  state: RUN_STATES[i] ?? ('ok' as const),
  title: `e-91${i.toString(16).padStart(2, '0')}`,
  href: '#charts',
}))

export interface Line {
  number: number
  kind: GlyphKind
  minutes: number
  title: string
  client: string
  cost: string
  impact: number
  runs: number
}

export const LINES: Line[] = [
  {
    number: 2041,
    kind: 'down',
    minutes: 51,
    title: 'Delivery notices not reaching the carrier',
    client: 'Brückner Pumpen',
    cost: '14 orders due on the 18:00 truck',
    impact: 86,
    runs: 1749,
  },
  {
    number: 2043,
    kind: 'late',
    minutes: 11,
    title: 'Quality holds released late',
    client: 'Lakeshore Castings',
    cost: '3 heats wait; pour line 2 starves at 10:30',
    impact: 54,
    runs: 412,
  },
  {
    number: 2038,
    kind: 'late',
    minutes: 74,
    title: 'Supplier confirmations late',
    client: 'Lakeshore Castings',
    cost: 'No order affected before Fri 27 Nov',
    impact: 12,
    runs: 96,
  },
]
export const CLIENTS = [
  { slug: 'brueckner', name: 'Brückner Pumpen', state: 'down' },
  { slug: 'lakeshore', name: 'Lakeshore Castings', state: 'late' },
  { slug: 'vela', name: 'Vela Dental', state: 'ok' },
] as const
