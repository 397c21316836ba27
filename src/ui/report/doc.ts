import type { DayColumnsProps } from '@/ui/chart/day-columns'

/** State of a cell: shape and colour follow from it, the word is the cell's own text. */
export type Tone = 'ok' | 'late' | 'down' | 'quiet' | 'name'

/** Text as people read it; a number carries its name. */
export interface Cell {
  text: string
  figure?: string
  tone?: Tone
}

export interface DocColumn {
  header: string
  align: 'left' | 'right'
  /** share of the width */
  width: number
}

export type Block =
  | { kind: 'paragraph'; text: string; isQuiet?: boolean; isHuman?: boolean }
  | { kind: 'heading'; text: string }
  /** `hasRowNames`: paper prints the names of a row's numbers once, as a span */
  | {
      kind: 'table'
      id: string
      caption: string
      columns: DocColumn[]
      rows: Cell[][]
      note: string | null
      hasRowNames?: boolean
    }
  | { kind: 'chart'; title: string; note: string; chart: DayColumnsProps }
  | { kind: 'numbers'; items: { label: string; cell: Cell }[] }
  | { kind: 'facts'; items: { term: string; text: string; isMono: boolean }[] }
  | { kind: 'list'; items: Cell[] }

export interface DocSection {
  id: string
  title: string
  blocks: Block[]
}

/** A report in one language: what paper, screen and table files are all made from. */
export interface ReportDoc {
  lang: 'en' | 'de'
  title: string
  subtitle: string
  recipient: string
  /** shown on every page of what is not released */
  draft: string | null
  /** lines at the foot of every page */
  foot: { text: string; isMono: boolean }[]
  /** "Page {page} of {pages}" */
  page: string
  sections: DocSection[]
}
