import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import type { Latency } from './latency'
import type { HistoryMeasured } from './product/history'
import type { PortalMeasured } from './product/portal'
import type { ReportBench } from './product/report'
import type { TimersMeasured } from './product/timers'

export interface Round {
  /** rows/s of COPY */
  l1: number
  /** requests/s of the raw server at 128 connections */
  l5: number
  /** events/s over HTTP, 100 per request, 16 connections */
  b1: number
  /** events/s over HTTP, one per request, 128 connections */
  b2: number
  /** events/s of the statement alone */
  statement: number
}

export interface Measured {
  rounds: Round[]
  b3: Latency & { ratePerS: number }
  /** the raw server at the rate of B3 */
  l5AtRate: Latency
  b6: Latency | null
  portal: PortalMeasured
  report: ReportBench
  /** dashboards, newest runs and percentiles over a long history; null = not measured in this run */
  history: HistoryMeasured | null
  /** deadlines and evaluation at a million armed rules; null = not measured in this run */
  timers: TimersMeasured | null
}

interface Bar {
  name: string
  what: string
  value: number
  floor: number
  goal: number
  /** ratios must reach their bars, milliseconds stay under them */
  unit: '×' | 'ms' | 'kB'
  /** a bar without a floor informs */
  isFloor: boolean
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

const ratio = (rounds: readonly Round[], of: (round: Round) => number) => median(rounds.map(of))

/** The bars of the promise. A ratio is the median over rounds, each against the limit measured beside it. */
export function barsOf({ rounds, b3, b6, portal, report, history, timers }: Measured): Bar[] {
  const bar = (
    name: string,
    what: string,
    value: number,
    floor: number,
    goal: number,
    unit: Bar['unit'],
    isFloor = true,
  ): Bar => ({
    ...{ name, what, value, floor, goal, unit, isFloor },
  })
  return [
    bar(
      'B1',
      'batches of 100 over HTTP ÷ COPY (L1)',
      ratio(rounds, ({ b1, l1 }) => b1 / l1),
      0.2,
      0.4,
      '×',
    ),
    bar(
      'B1s',
      'batches of 100 over HTTP ÷ the statement alone',
      ratio(rounds, ({ b1, statement }) => b1 / statement),
      0,
      0.85,
      '×',
      false,
    ),
    bar(
      'B2',
      'single events over HTTP ÷ raw HTTP (L5)',
      ratio(rounds, ({ b2, l5 }) => b2 / l5),
      0.2,
      0.4,
      '×',
    ),
    bar('B3 p50', 'answer at half the rate of B2', b3.p50, 60, 5, 'ms', false),
    bar('B3 p99', 'answer at half the rate of B2', b3.p99, 60, 20, 'ms'),
    bar('B3 p99.9', 'answer at half the rate of B2', b3.p999 ?? Number.NaN, 60, 80, 'ms', false),
    ...(b6
      ? [
          bar('B6 p50', 'failing event to incident, under that load', b6.p50, 500, 25, 'ms', false),
          bar('B6 p99', 'failing event to incident, under that load', b6.p99, 500, 120, 'ms'),
        ]
      : []),
    ...portalBars(portal),
    bar('B14 CPU', `report of ${report.pages} pages, 500 workflows, 12 charts`, report.cpuMs, 2_000, 400, 'ms'),
    bar('B14 size', 'the same', report.bytes / 1000, 500, 250, 'kB'),
    ...(timers ? timerBars(timers) : []),
    ...(history ? historyBars(history) : []),
  ]
}

type MakeBar = (
  name: string,
  what: string,
  value: number,
  limits: [floor: number, goal: number, unit: Bar['unit']],
) => Bar

const makeBar: MakeBar = (name, what, value, [floor, goal, unit]) => ({
  name,
  what,
  value,
  floor,
  goal,
  unit,
  isFloor: true,
})

/** B7 and B8 at a million armed rules. Microseconds per rule are printed as milliseconds per 10,000. */
function portalBars({ ofRaw, ttfbP95, totalKb }: PortalMeasured): Bar[] {
  return [
    makeBar('B12', 'cached portal pages ÷ the raw server, 32 connections', ofRaw, [0.25, 0.25, '×']),
    makeBar('B12 p95', 'time to a portal page (p97.5, one at a time)', ttfbP95, [60, 10, 'ms']),
    makeBar('B12 kB', 'a whole portal page on the wire, in kB', totalKb, [30, 30, 'kB']),
  ]
}

function timerBars({ b7, b8, b8Later }: TimersMeasured): Bar[] {
  return [
    makeBar('B7 p50', 'deadline to incident, at 1 M armed rules', b7.p50, [5_000, 600, 'ms']),
    makeBar('B7 p99', 'deadline to incident, at 1 M armed rules', b7.p99, [5_000, 1_100, 'ms']),
    makeBar('B7 exact', 'incidents not stamped with their deadline', b7.wrongStamps, [0, 0, 'ms']),
    makeBar('B8', 'evaluating 10,000 due rules, incidents opened', b8.usPerRule * 10, [400, 150, 'ms']),
    makeBar('B8 idle', 'a look when nothing is due', b8.idleMs, [2, 2, 'ms']),
    ...(b8Later
      ? [
          makeBar(
            'B8 0/10M',
            'B8 without ÷ with a long history (1.1× growth = 0.91)',
            b8.usPerRule / b8Later.usPerRule,
            [0.91, 0.91, '×'],
          ),
        ]
      : []),
  ]
}

/** B9 to B11 at 10 M runs, and what they cost beside 1 M. Ratios of growth stay under their bars, so they are given upside down. */
function historyBars({ small, large }: HistoryMeasured): Bar[] {
  return [
    makeBar('B9', 'slowest statement of board and workflow page, p95 at 10 M', large.b9, [20, 5, 'ms']),
    makeBar('B9 1/10M', 'the same at 1 M ÷ at 10 M (1.2× growth = 0.83)', small.b9 / large.b9, [0.83, 0.83, '×']),
    makeBar('B10', 'a page of the newest 50 runs by cursor, p95 at 10 M', large.b10, [10, 3, 'ms']),
    makeBar('B11', 'p50, p95, p99 of 40 workflows × 30 days, p95 at 10 M', large.b11, [58, 8, 'ms']),
    makeBar('B11 raw', 'percentile_cont over the same runs ÷ B11', large.rawMs / large.b11, [10, 60, '×']),
  ]
}

export const meets = ({ value, unit }: Bar, bar: number) => (unit === '×' ? value >= bar : value <= bar)

const figure = (value: number, unit: Bar['unit']) =>
  unit === '×' ? `${value.toFixed(2)} ×` : `${value.toFixed(1)} ${unit}`

function line(bar: Bar): string {
  const { name, what, value, floor, goal, unit, isFloor } = bar
  const floorText = isFloor ? `${figure(floor, unit)} ${meets(bar, floor) ? '✓' : '✗'}` : '–'
  const cells = [
    name.padEnd(9),
    figure(value, unit).padStart(9),
    floorText.padStart(12),
    `${figure(goal, unit)} ${meets(bar, goal) ? '✓' : '·'}`.padStart(12),
  ]
  return `${cells.join('  ')}  ${what}`
}

/** The table people read. */
export function tableOf(measured: Measured): string {
  const { rounds, b3, l5AtRate } = measured
  const all = (of: (round: Round) => number) =>
    `${Math.round(median(rounds.map(of))).toLocaleString('en')} /s (${rounds.map((round) => Math.round(of(round))).join(', ')})`
  return [
    `L1  COPY                     ${all(({ l1 }) => l1)}`,
    `L5  raw HTTP, 128 conns      ${all(({ l5 }) => l5)}; p99 at ${Math.round(b3.ratePerS)} /s ${l5AtRate.p99.toFixed(1)} ms`,
    `    statement alone          ${all(({ statement }) => statement)}`,
    `B1  100 per request          ${all(({ b1 }) => b1)}`,
    `B2  one per request          ${all(({ b2 }) => b2)}`,
    '',
    `${'bar'.padEnd(9)}  ${'measured'.padStart(9)}  ${'floor'.padStart(12)}  ${'goal'.padStart(12)}`,
    ...barsOf(measured).map(line),
  ].join('\n')
}

/** One file with everything a later reader needs to compare. */
export function writeResult(file: string, measured: Measured, wrong: readonly string[]): void {
  mkdirSync(new URL('.', `file://${process.cwd()}/${file}`).pathname, { recursive: true })
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  }
  const bars = barsOf(measured).map((bar) => ({
    ...bar,
    meetsFloor: !bar.isFloor || meets(bar, bar.floor),
    meetsGoal: meets(bar, bar.goal),
  }))
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), machine, ...measured, bars, wrong }, null, 2)}\n`,
  )
}
