import { deriveTheme } from '@/domain/brand/theme'
import { MARK } from '../brand/mark'
import type { Block, ReportDoc } from './doc'

/** How a report's paper looks. */
export interface PaperFace {
  name: string
  /** `#rrggbb` */
  color: string
  isWordmark: boolean
}

export interface PageFile {
  path: string
  bytes: Uint8Array
}

export type ChartBlock = Extract<Block, { kind: 'chart' }>
type Table = Extract<Block, { kind: 'table' }>

/** "F-120–125": the names of a row's numbers once, in a column of their own. They were given in this order. */
function namedRows({ columns, rows }: Table): Pick<Table, 'columns' | 'rows'> {
  const named = rows.map((cells) => {
    const names = cells
      .flatMap(({ figure }) => figure ?? [])
      .toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2)))
    const text = `${names[0]}–${names.at(-1)?.slice(2)}`
    return [...cells.map(({ figure: _figure, ...cell }) => cell), { text, tone: 'name' as const }]
  })
  return { columns: [...columns, { header: 'F', align: 'right', width: 1.7 }], rows: named }
}

const markFile = (color: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24"><path fill="${color}" d="${MARK.bars}${MARK.base}"/></svg>`,
  )

export interface PaperLook {
  logo: Uint8Array | null
  at: Date
  /** draws a chart as a file; left out: the document has none */
  draw?: (block: ChartBlock) => Uint8Array
}

/** Everything the page reads: the document as data, the pictures that the screens show too, the logo. */
export function paperFiles(doc: ReportDoc, face: PaperFace, look: PaperLook): PageFile[] {
  const color = deriveTheme(face.color).light['--brand-link']
  const charts: PageFile[] = []
  const paper = (block: Block) => {
    if (block.kind === 'table' && block.hasRowNames) return { ...block, ...namedRows(block) }
    if (block.kind !== 'chart') return block
    const path = `/chart-${charts.length}.svg`
    if (!look.draw) throw new Error('a chart, and nobody who draws it')
    charts.push({ path, bytes: look.draw(block) })
    const { kind, title, note, chart } = block
    return { kind, title, note, alt: chart.label, file: path }
  }
  const sections = doc.sections.map((section) => ({ ...section, blocks: section.blocks.map(paper) }))
  const { at, logo } = look
  const data = {
    doc: { ...doc, sections },
    brand: { name: face.name, color, logo: logo ? true : null, isWordmark: logo !== null && face.isWordmark },
    date: [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()],
  }
  return [
    { path: '/data.json', bytes: Buffer.from(JSON.stringify(data)) },
    logo ? { path: '/logo.png', bytes: logo } : { path: '/mark.svg', bytes: markFile(color) },
    ...charts,
  ]
}
