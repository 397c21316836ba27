import type { PromiseDays, PromiseLine } from '@/domain/report/model'
import { floorOf } from '../chart/day-columns'
import { localeTag } from '../i18n/locale'
import { percentWords } from '../primitives/number'
import type { Block, Cell, DocColumn, Tone } from './doc'
import type { Teller } from './teller'

const TONES: Record<PromiseLine['verdict'], Tone> = {
  met: 'ok',
  met_unproven: 'ok',
  missed: 'down',
  no_data: 'quiet',
  misconfigured: 'quiet',
}

function row(line: PromiseLine, teller: Teller): Cell[] {
  const { words, model } = teller
  const isWhole = model.contractVersions.length <= 1
  const span = isWhole ? '' : `, ${teller.f(words.days, { from: Number(line.from.slice(8)), to: lastDay(line.to) })}`
  const base = teller.f(words.units[line.form], { count: teller.value(line.eligible) })
  const isMissed = line.verdict === 'missed'
  return [
    { text: `${line.name}${span}` },
    { text: teller.percent(line.targetPpm) },
    teller.share(line.ppm, isMissed ? 'down' : undefined),
    { text: base, figure: line.eligible },
    { text: teller.f(words.badOf, { bad: teller.value(line.bad), allowed: line.allowedBad }), figure: line.bad },
    { text: words.methods[line.form] },
    { text: words.verdicts[line.verdict], tone: TONES[line.verdict] },
  ]
}

const lastDay = (to: string) => new Date(Date.parse(`${to}T00:00:00Z`) - 1).getUTCDate()

export function promiseTable(teller: Teller): Block {
  const { words, model } = teller
  const { columns } = words
  const right = (header: string, width: number): DocColumn => ({ header, align: 'right', width })
  const left = (header: string, width: number): DocColumn => ({ header, align: 'left', width })
  const excluded = model.promises.reduce((sum, line) => sum + teller.value(line.excluded), 0)
  const notes = [
    ...(excluded > 0 ? [teller.f(words.excludedNote, { count: excluded })] : []),
    ...(model.promises.some(({ verdict }) => verdict === 'met_unproven') ? [words.unprovenNote] : []),
  ]
  return {
    kind: 'table',
    id: 'promises',
    caption: words.sections.promises,
    columns: [
      left(columns.promise, 3.3),
      right(columns.target, 1.5),
      right(columns.reached, 2.1),
      right(columns.base, 2.3),
      right(columns.bad, 1.9),
      left(columns.method, 2.7),
      left(columns.result, 2.7),
    ],
    rows: model.promises.map((line) => row(line, teller)),
    note: notes.join(' ') || null,
  }
}

const ppmOf = ({ eligible, good }: PromiseDays['days'][number]) =>
  eligible === 0 ? null : Number((BigInt(good) * 1_000_000n) / BigInt(eligible))

const short = (ppm: number, teller: Teller) =>
  new Intl.NumberFormat(localeTag(teller.locale), { maximumFractionDigits: 2 }).format(Math.floor(ppm / 100) / 100)

function altOf(days: readonly { day: string; ppm: number | null }[], promise: PromiseDays, teller: Teller): string {
  const { words } = teller
  const due = days.filter((day): day is { day: string; ppm: number } => day.ppm !== null)
  const worst = due.toSorted((a, b) => a.ppm - b.ppm)[0]
  if (!worst) return teller.f(words.chart.altNone, { name: promise.name })
  return teller.f(words.chart.alt, {
    ...{ name: promise.name, count: due.length, target: teller.percent(promise.targetPpm) },
    ...{
      low: `${percentWords(worst.ppm, localeTag(teller.locale))} %`,
      day: teller.date(`${worst.day}T12:00:00Z`, 'UTC'),
    },
    below: due.filter(({ ppm }) => ppm < promise.targetPpm).length,
  })
}

/** One picture a promise: the days behind its figure. */
export function dayChart(promise: PromiseDays, teller: Teller): Block {
  const { words } = teller
  const days = promise.days.map((day) => ({ day: day.day, ppm: ppmOf(day), isMaintenance: day.excludedMaintenance }))
  const floorPpm = floorOf(days, promise.targetPpm)
  const said = new Set([1_000_000, floorPpm, promise.targetPpm, ...days.flatMap(({ ppm }) => ppm ?? [])])
  return {
    kind: 'chart',
    title: teller.f(words.chart.title, { name: promise.name }),
    note: teller.f(words.chart.note, {
      target: teller.percent(promise.targetPpm),
      floor: short(floorPpm, teller),
    }),
    chart: {
      ...{ days, targetPpm: promise.targetPpm, floorPpm },
      label: altOf(days, promise, teller),
      words: { percents: [...said].map((ppm) => [ppm, short(ppm, teller)] as const) },
    },
  }
}
