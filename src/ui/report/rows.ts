import type { Block, ReportDoc } from './doc'

function rowsOf(block: Block): string[][] {
  switch (block.kind) {
    case 'table':
      return [
        block.columns.flatMap(({ header }) => [header, 'F']),
        ...block.rows.map((row) => row.flatMap(({ text, figure }) => [text, figure ?? ''])),
      ]
    case 'numbers':
      return block.items.map(({ label, cell }) => [label, cell.text, cell.figure ?? ''])
    case 'facts':
      return block.items.map(({ term, text }) => [term, text])
    case 'list':
      return block.items.map(({ text, figure }) => [text, figure ?? ''])
    case 'chart': {
      const share = (ppm: number | null) => (ppm === null ? '' : (ppm / 10_000).toFixed(4))
      return [[block.title], ...block.chart.days.map(({ day, ppm }) => [day, share(ppm)])]
    }
    default:
      return [[block.text]]
  }
}

/** The document as rows for a spreadsheet: one section below the other, every number beside its name. */
export function reportRows({ subtitle, sections }: ReportDoc): string[][] {
  return [[subtitle], ...sections.flatMap(({ title, blocks }) => [[''], [title], ...blocks.flatMap(rowsOf)])]
}
