import type { ReportChange, ReportFinding, Risk } from '@/domain/report/model'
import { finding as findingDe } from '../i18n/de/finding'
import { finding as findingEn } from '../i18n/en/finding'
import type { Block, Cell, DocColumn } from './doc'
import { type ReportState, type Teller, word } from './teller'

const left = (header: string, width: number): DocColumn => ({ header, align: 'left', width })

const findingWords = (kind: string, { locale }: Teller) => word((locale === 'de' ? findingDe : findingEn).kinds, kind)

function changeRow(change: ReportChange, teller: Teller): Cell[] {
  const { words } = teller
  const { number, title, isEmergency, status, workflow, requestedBy, approvals, provedAt } = change
  const voices = approvals.map(({ name, decision, at }) => {
    return `${teller.f(word(words.decisions, decision), { name })}, ${teller.when(at)}`
  })
  const mark = isEmergency ? ` (${words.emergencyMark})` : ''
  const isBad = status === 'failed_proof' || status === 'rejected' || status === 'expired'
  return [
    { text: `#${number} ${title}${mark}` },
    { text: workflow },
    { text: requestedBy },
    { text: voices.join('; ') || '–' },
    { text: provedAt ? teller.when(provedAt) : '–' },
    { text: word(words.statuses, status), tone: isBad ? 'late' : 'ok' },
  ]
}

export function changeBlock(teller: Teller): Block {
  const { words, model } = teller
  const { columns } = words
  if (model.changes.length === 0) return { kind: 'paragraph', text: words.none }
  return {
    kind: 'table',
    id: 'changes',
    caption: words.sections.changes,
    columns: [
      left(columns.change, 3.4),
      left(columns.workflow, 2.4),
      left(columns.requested, 2),
      left(columns.decided, 3.4),
      left(columns.live, 2.2),
      left(columns.status, 2),
    ],
    rows: model.changes.map((change) => changeRow(change, teller)),
    note: null,
  }
}

function findingRow({ kind, subject, severity, openedAt, status, waiver }: ReportFinding, teller: Teller): Cell[] {
  const { words } = teller
  const told = waiver
    ? teller.f(words.waiverUntil, { when: teller.date(waiver.expiresAt), by: waiver.by, reason: waiver.reason })
    : '–'
  const tone = status === 'open' ? (severity === 'high' ? 'down' : 'late') : 'ok'
  return [
    { text: findingWords(kind, teller) },
    { text: subject },
    { text: word(words.severities, severity) },
    { text: teller.date(openedAt) },
    { text: told },
    { text: words.findingStates[status], tone },
  ]
}

export function findingBlock(teller: Teller): Block {
  const { words, model } = teller
  const { columns } = words
  if (model.findings.length === 0) return { kind: 'paragraph', text: words.none }
  return {
    kind: 'table',
    id: 'findings',
    caption: words.sections.findings,
    columns: [
      left(columns.finding, 3),
      left(columns.workflow, 2.6),
      left(columns.severity, 1.4),
      left(columns.since, 2.2),
      left(columns.waiver, 3.6),
      left(columns.status, 1.8),
    ],
    rows: model.findings.map((each) => findingRow(each, teller)),
    note: null,
  }
}

function riskCell(risk: Risk, teller: Teller): Cell {
  const words = teller.words.risks
  switch (risk.kind) {
    case 'missed':
    case 'unproven': {
      const value = teller.share(risk.figure).text
      return { text: teller.f(words[risk.kind], { name: risk.name, value }), figure: risk.figure }
    }
    case 'budget':
    case 'unapproved': {
      const value = teller.count(risk.figure).text
      return { text: teller.f(words[risk.kind], { name: risk.name, value }), figure: risk.figure }
    }
    case 'open_finding':
      return {
        text: teller.f(words.open_finding, { subject: risk.subject, finding: findingWords(risk.finding, teller) }),
      }
    case 'waiver_ends':
      return { text: teller.f(words.waiver_ends, { subject: risk.subject, when: teller.date(risk.at) }) }
    case 'open_incident':
      return { text: teller.f(words.open_incident, { number: String(risk.number), title: risk.title }) }
    case 'gap':
      return { text: teller.f(words.gap, { count: risk.runs }) }
  }
}

/** What the figures say, what people added, and what comes next. */
export function riskBlocks({ words: written }: ReportState, teller: Teller): Block[] {
  const { words, model } = teller
  const items = model.risks.map((risk) => riskCell(risk, teller))
  const people = written.risks.map((text) => ({ text }))
  return [
    items.length === 0 ? { kind: 'paragraph', text: words.risks.none } : { kind: 'list', items },
    ...(people.length > 0
      ? [
          { kind: 'heading' as const, text: words.risks.people },
          { kind: 'list' as const, items: people },
        ]
      : []),
    { kind: 'heading', text: words.risks.actions },
    written.actions.length === 0
      ? { kind: 'paragraph', text: words.risks.noActions }
      : { kind: 'list', items: written.actions.map((text) => ({ text })) },
  ]
}
