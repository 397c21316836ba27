import type { Block, DocSection, ReportDoc } from './doc'
import { changeBlock, findingBlock, riskBlocks } from './governance'
import { incidentBlocks, kpiBlock, ledgerBlock, runBlocks } from './operations'
import { dayChart, promiseTable } from './promises'
import { summaryOf } from './summary'
import { type ReportLocale, type ReportState, Teller, word } from './teller'

/** Digests in groups of eight, so that people can compare them. */
const grouped = (hex: string) => hex.replace(/(.{8})(?=.)/g, '$1 ')

function timeBlocks(teller: Teller): Block[] {
  const { words, model } = teller
  const { maintenance, sites, gaps } = model
  const parts = Object.entries(maintenance.refused).map(([why, minutes]) => {
    return `${teller.length(minutes * 60_000)} ${word(words.refusals, why)}`
  })
  const out = teller.minutes(maintenance.outMinutes)
  return [
    {
      kind: 'table',
      id: 'time',
      caption: words.sections.time,
      columns: [
        { header: words.columns.site, align: 'left', width: 4 },
        { header: words.columns.zone, align: 'left', width: 4 },
        { header: words.columns.open, align: 'right', width: 3 },
      ],
      rows: sites.map(({ name, zone, openMinutes }) => [{ text: name }, { text: zone }, teller.minutes(openMinutes)]),
      note: null,
    },
    {
      kind: 'list',
      items: [
        { text: teller.f(words.time.maintenance, { out: out.text }), figure: maintenance.outMinutes },
        ...(parts.length > 0 ? [{ text: teller.f(words.time.refused, { parts: parts.join(', ') }) }] : []),
        { text: gaps === 0 ? words.time.noGaps : teller.f(words.time.gaps, { count: gaps }) },
      ],
    },
  ]
}

function proofBlocks(teller: Teller): Block[] {
  const { words, model } = teller
  const { freezeDigest, inputsDigest, checkpoint } = model.proof
  const { number, at, size, root, key, signature } = checkpoint
  const fact = (term: string, text: string, isMono = true) => ({ term, text, isMono })
  return [
    { kind: 'paragraph', text: words.proof.lead },
    {
      kind: 'facts',
      items: [
        fact(words.proof.digest, grouped(freezeDigest)),
        fact(words.proof.inputs, grouped(inputsDigest)),
        fact(
          words.proof.checkpoint,
          teller.f(words.proof.checkpointValue, { number: String(number), when: teller.when(at), size }),
          false,
        ),
        fact(words.proof.root, grouped(root)),
        fact(words.proof.key, grouped(key)),
        fact(words.proof.signature, signature.replace(/(.{44})(?=.)/g, '$1 ')),
      ],
    },
    { kind: 'paragraph', text: words.proof.how },
  ]
}

function addendaBlocks(teller: Teller): Block[] {
  const { words, model } = teller
  const { columns } = words
  return model.addenda.flatMap(({ number, addedAt, addedBy, reason, changes, total, digest }): Block[] => [
    {
      kind: 'heading',
      text: teller.f(words.addendum.head, { number: String(number), when: teller.when(addedAt), by: addedBy, reason }),
    },
    {
      kind: 'table',
      id: `addendum-${number}`,
      caption: `${words.sections.addenda} ${number}`,
      columns: [
        { header: columns.figure, align: 'left', width: 6 },
        { header: columns.before, align: 'right', width: 2 },
        { header: columns.after, align: 'right', width: 2 },
      ],
      rows: changes.map(({ id, before, after }) => [{ text: id }, { text: before }, { text: after }]),
      note: [
        ...(total > changes.length ? [teller.f(words.addendum.more, { count: total - changes.length })] : []),
        teller.f(words.addendum.digest, { digest: grouped(digest) }),
      ].join('. '),
    },
  ])
}

function sectionsOf(state: ReportState, teller: Teller): DocSection[] {
  const { words, model } = teller
  const titles = words.sections
  const paragraphs = summaryOf(teller).map((text): Block => ({ kind: 'paragraph', text }))
  const { note } = state.words
  if (note) for (const text of note.split(/\n{2,}/)) paragraphs.push({ kind: 'paragraph', text, isHuman: true })
  const all: DocSection[] = [
    { id: 'summary', title: titles.summary, blocks: paragraphs },
    { id: 'promises', title: titles.promises, blocks: model.promises.length > 0 ? [promiseTable(teller)] : [] },
    { id: 'kpis', title: titles.kpis, blocks: [kpiBlock(teller)] },
    { id: 'days', title: titles.days, blocks: model.days.map((promise) => dayChart(promise, teller)) },
    { id: 'incidents', title: titles.incidents, blocks: incidentBlocks(teller) },
    { id: 'risks', title: titles.risks, blocks: riskBlocks(state, teller) },
    { id: 'changes', title: titles.changes, blocks: [changeBlock(teller)] },
    { id: 'findings', title: titles.findings, blocks: [findingBlock(teller)] },
    { id: 'expected', title: titles.ledger, blocks: model.ledger.length > 0 ? [ledgerBlock(teller)] : [] },
    { id: 'runs', title: titles.runs, blocks: runBlocks(teller) },
    { id: 'time', title: titles.time, blocks: timeBlocks(teller) },
    { id: 'proof', title: titles.proof, blocks: proofBlocks(teller) },
    { id: 'addenda', title: titles.addenda, blocks: addendaBlocks(teller) },
  ]
  return all.filter(({ blocks }) => blocks.length > 0)
}

/** The report in one language. Pure: the same model, words and language give the same document. */
export function composeReport(state: ReportState, locale: ReportLocale): ReportDoc {
  const { model, released } = state
  const teller = new Teller(model, locale)
  const { words } = teller
  const versions = model.contractVersions.join(', ')
  const values = { month: teller.month(), number: String(model.addendum) }
  const period = {
    from: teller.date(model.from),
    to: teller.date(new Date(Date.parse(model.to) - 1)),
    zone: model.zone,
  }
  const { frozenAt, frozenBy, freezeDigest } = model.proof
  const lines = [
    teller.f(words.frozen, { when: teller.when(frozenAt), name: frozenBy }),
    ...(released ? [teller.f(words.released, { when: teller.when(released.at), name: released.by })] : []),
  ]
  return {
    lang: locale,
    title: teller.f(model.addendum > 0 ? words.addendumTitle : words.title, values),
    subtitle: [
      teller.f(words.period, period),
      ...(versions ? [teller.f(words.contract, { count: model.contractVersions.length, versions })] : []),
    ].join(' '),
    recipient: teller.f(words.for, { client: model.client }),
    draft: released ? null : words.draft,
    foot: [
      { text: lines.join(' '), isMono: false },
      { text: `SHA-256 ${grouped(freezeDigest)}`, isMono: true },
      { text: words.check, isMono: false },
    ],
    page: words.page,
    sections: sectionsOf(state, teller),
  }
}
