import type { ReportIncident } from '@/domain/report/model'
import type { Block, Cell, DocColumn } from './doc'
import { type Teller, word } from './teller'

const left = (header: string, width: number): DocColumn => ({ header, align: 'left', width })
const right = (header: string, width: number): DocColumn => ({ header, align: 'right', width })

function clockCell(clock: ReportIncident['response'], teller: Teller): Cell {
  if (!clock) return { text: teller.words.notPromised, tone: 'quiet' }
  const { text } = teller.time(clock.elapsed)
  const told = teller.f(teller.words.of, {
    elapsed: text === '–' ? '0 min' : text,
    limit: teller.length(clock.limitMs),
  })
  return { text: told, figure: clock.elapsed, ...(clock.isBreached && { tone: 'down' as const }) }
}

export function kpiBlock(teller: Teller): Block {
  const write = { onTimePpm: 'share', ackMs: 'time', restoreMs: 'time', downMs: 'time' } as const
  return {
    kind: 'numbers',
    items: teller.model.kpis.map(({ key, figure }) => ({
      label: teller.words.kpis[key],
      cell: key in write ? teller[write[key as keyof typeof write]](figure) : teller.count(figure),
    })),
  }
}

export function incidentBlocks(teller: Teller): Block[] {
  const { words, model } = teller
  const { columns } = words
  if (model.incidents.length === 0) return [{ kind: 'paragraph', text: words.summary.incidentsNone }]
  const rows = model.incidents.map((incident): Cell[] => [
    { text: `#${incident.number} ${incident.title}` },
    { text: teller.when(incident.openedAt) },
    { text: incident.resolvedAt ? teller.when(incident.resolvedAt) : words.unresolved },
    clockCell(incident.response, teller),
    clockCell(incident.resolve, teller),
  ])
  const told = model.incidents.flatMap(({ number, kind, cause, clientNote }) => {
    const parts = [
      ...(cause ? [`${words.cause}: ${cause}`] : []),
      ...(clientNote ? [`${words.told}: ${clientNote}`] : []),
    ]
    const head = `#${number} ${word(words.kinds, kind)}`
    return [{ term: head, text: parts.join(' ') || words.noCause, isMono: false }]
  })
  return [
    {
      kind: 'table',
      id: 'incidents',
      caption: words.sections.incidents,
      columns: [
        left(columns.incident, 4.4),
        left(columns.opened, 2.6),
        left(columns.restored, 2.6),
        left(columns.response, 2.4),
        left(columns.resolve, 2.4),
      ],
      rows,
      note: null,
    },
    { kind: 'heading', text: words.sections.causes },
    { kind: 'facts', items: told },
  ]
}

export function ledgerBlock(teller: Teller): Block {
  const { words, model } = teller
  const { columns } = words
  const bad = (id: string) => teller.count(id, teller.value(id) > 0 ? 'down' : undefined)
  const late = (id: string) => teller.count(id, teller.value(id) > 0 ? 'late' : undefined)
  return {
    kind: 'table',
    id: 'expected',
    caption: words.sections.ledger,
    columns: [
      left(columns.workflow, 4),
      right(columns.expected, 1.6),
      right(columns.met, 1.6),
      right(columns.late, 1.4),
      right(columns.missed, 1.9),
      right(columns.excused, 2),
      right(columns.down, 2.1),
    ],
    rows: model.ledger.map((line) => [
      { text: line.name },
      teller.count(line.expected),
      teller.count(line.met),
      late(line.late),
      bad(line.missed),
      teller.count(line.excused),
      teller.time(line.downMs),
    ]),
    note: null,
    hasRowNames: true,
  }
}

function runTable(teller: Teller): Block {
  const { words, model } = teller
  const { columns } = words
  return {
    kind: 'table',
    id: 'runs',
    caption: words.sections.runs,
    columns: [
      left(columns.workflow, 5),
      right(columns.approved, 2),
      right(columns.emergency, 2),
      right(columns.unapproved, 2.2),
      right(columns.manual, 1.8),
    ],
    rows: model.runs.map((line) => [
      { text: line.name },
      teller.count(line.approved),
      teller.count(line.emergency),
      teller.count(line.unapproved, teller.value(line.unapproved) > 0 ? 'down' : undefined),
      teller.count(line.manual),
    ]),
    note: null,
    hasRowNames: true,
  }
}

export function runBlocks(teller: Teller): Block[] {
  const { model, words } = teller
  const { workflows, approved } = model.calmRuns
  const text = teller.f(words.calmRuns, { count: workflows, runs: teller.value(approved) })
  return [
    ...(model.runs.length > 0 ? [runTable(teller)] : []),
    ...(workflows > 0 ? [{ kind: 'list' as const, items: [{ text, figure: approved }] }] : []),
  ]
}
