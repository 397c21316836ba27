import type { InvoiceBody } from '@/domain/invoice/lines'
import type { Block, Cell, DocColumn, DocSection, ReportDoc } from '../report/doc'
import { type InvoiceLocale, InvoiceTeller } from './words'

/** An invoice as its paper tells it. */
export interface PaperInvoice {
  body: InvoiceBody
  clientName: string
  status: 'draft' | 'issued' | 'void'
  number: number | null
  issuedAt: Date | null
  issuedBy: string | null
  digest: string
}

interface TableFacts {
  id: string
  caption: string
  /** of the two columns */
  headers: readonly [string, string]
  rows: Cell[][]
  note?: string
}

function table({ id, caption, headers, rows, note }: TableFacts): Block {
  const columns: DocColumn[] = [
    { header: headers[0], align: 'left', width: 5 },
    { header: headers[1], align: 'right', width: 2 },
  ]
  return { kind: 'table', id, caption, columns, rows, note: note ?? null }
}

function lineBlocks({ body }: PaperInvoice, teller: InvoiceTeller): Block[] {
  const { words, money } = teller
  const { net, total, noTax, columnsOfLines } = words
  const sums: Cell[][] = [
    [{ text: net }, { text: money(body.netMinor) }],
    ...(body.tax ? [[{ text: body.tax.name }, { text: money(body.tax.minor) }]] : []),
    [{ text: total }, { text: money(body.totalMinor) }],
  ]
  const rows = body.lines.map((line): Cell[] => [{ text: teller.line(line) }, { text: money(line.minor) }])
  const headers = [columnsOfLines.text, columnsOfLines.amount] as const
  const note = [words.paper.note, ...(body.tax ? [] : [noTax])].join(' ')
  return [
    table({ id: 'lines', caption: words.page.lines, headers, rows }),
    table({ id: 'sums', caption: total, headers, rows: sums, note }),
  ]
}

function usageBlocks({ body }: PaperInvoice, teller: InvoiceTeller): Block[] {
  const { paper } = teller.words
  const counted = (text: string, runs: number): Cell[] => [{ text }, { text: teller.number(runs) }]
  return [
    table({
      ...{ id: 'workflows', caption: paper.workflows, headers: [paper.workflow, paper.runs] },
      rows: body.usage.workflows.map(({ name, runs }) => counted(name, runs)),
    }),
    table({
      ...{ id: 'days', caption: paper.days, headers: [paper.day, paper.runs] },
      rows: body.usage.days.map(({ day, runs }) => counted(teller.day(day), runs)),
    }),
  ]
}

function factBlock({ body, digest }: PaperInvoice, teller: InvoiceTeller): Block {
  const { facts } = teller.words
  const fact = (term: string, text: string, isMono = false) => ({ term, text, isMono })
  return {
    kind: 'facts',
    items: [
      fact(facts.month, body.monthDigest, true),
      fact(facts.zone, body.zone),
      fact(facts.priceBook, teller.f(facts.version, { number: String(body.priceBook) })),
      fact(facts.digest, digest, true),
    ],
  }
}

/** The invoice in one language. Pure: the same body and language give the same document. */
export function composeInvoice(invoice: PaperInvoice, locale: InvoiceLocale): ReportDoc {
  const { body, status, number, clientName, digest } = invoice
  const teller = new InvoiceTeller(locale, body.currency, body.digits)
  const { words } = teller
  const values = { month: teller.month(body.month), number: String(number ?? '') }
  const sections: DocSection[] = [
    { id: 'lines', title: words.page.lines, blocks: lineBlocks(invoice, teller) },
    { id: 'proof', title: words.page.proof, blocks: [factBlock(invoice, teller)] },
    ...(body.usage.runs > 0 ? [{ id: 'usage', title: words.page.usage, blocks: usageBlocks(invoice, teller) }] : []),
  ]
  const isDraft = status === 'draft'
  return {
    lang: locale,
    title: words.paper.title,
    subtitle: teller.f(isDraft ? words.paper.subtitleDraft : words.paper.subtitle, values),
    recipient: clientName,
    draft: isDraft ? words.paper.draft : status === 'void' ? words.paper.void : null,
    foot: [{ text: `SHA-256 ${digest}`, isMono: true }],
    page: words.paper.page,
    sections,
  }
}
