const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

export interface CsvRow {
  /** line of the file on which the row begins, 1 = the first */
  line: number
  cells: string[]
}

type CsvProblem = { code: 'unclosed_quote' | 'text_after_quote'; line: number }

export interface Csv {
  delimiter: Delimiter
  rows: CsvRow[]
  problem: CsvProblem | null
}

/** The separator that cuts the first line most often, outside quotes. */
function delimiterOf(text: string): Delimiter {
  const count = new Map<string, number>()
  let isQuoted = false
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted
    else if (!isQuoted && (char === '\n' || char === '\r')) break
    else if (!isQuoted) count.set(char, (count.get(char) ?? 0) + 1)
  }
  return DELIMITERS.reduce((best, each) => ((count.get(each) ?? 0) > (count.get(best) ?? 0) ? each : best))
}

interface Cursor {
  at: number
  line: number
}

/** A quoted cell whose opening quote is at the cursor; null: it never closes. */
function quotedCell(text: string, cursor: Cursor): string | null {
  let [cell, from] = ['', cursor.at + 1]
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return null
    cell += text.slice(from, quote)
    cursor.at = quote + 1
    if (text[cursor.at] !== '"') break
    cell += '"'
    from = cursor.at + 1
  }
  cursor.line += cell.match(/\r\n|\r|\n/g)?.length ?? 0
  return cell
}

function plainCell(text: string, cursor: Cursor, delimiter: Delimiter): string {
  const from = cursor.at
  while (cursor.at < text.length && !'\r\n'.includes(text[cursor.at] ?? '') && text[cursor.at] !== delimiter)
    cursor.at++
  return text.slice(from, cursor.at)
}

const isEnd = (text: string, at: number) => at >= text.length || text[at] === '\r' || text[at] === '\n'

/** One row from the cursor to its line break, which is eaten. */
function readRow(text: string, cursor: Cursor, delimiter: Delimiter): CsvRow | CsvProblem {
  const row: CsvRow = { line: cursor.line, cells: [] }
  for (;;) {
    const cell = text[cursor.at] === '"' ? quotedCell(text, cursor) : plainCell(text, cursor, delimiter)
    if (cell === null) return { code: 'unclosed_quote', line: row.line }
    row.cells.push(cell)
    if (text[cursor.at] === delimiter) {
      cursor.at++
      continue
    }
    if (!isEnd(text, cursor.at)) return { code: 'text_after_quote', line: cursor.line }
    cursor.at += text.startsWith('\r\n', cursor.at) ? 2 : 1
    cursor.line++
    return row
  }
}

/**
 * RFC 4180, and what spreadsheets write beside it: a byte order mark, LF or CR line ends, semicolons or tabs, `sep=;`.
 * Empty lines are left out. A row that cannot be read ends the reading and is named.
 */
export function readCsv(given: string): Csv {
  const bare = given.replace(/^\uFEFF/, '')
  const said = /^sep=([,;\t])(\r\n|\r|\n)/i.exec(bare)
  const text = said ? bare.slice(said[0].length) : bare
  const delimiter = (said?.[1] as Delimiter | undefined) ?? delimiterOf(text)
  const cursor: Cursor = { at: 0, line: said ? 2 : 1 }
  const rows: CsvRow[] = []
  while (cursor.at < text.length) {
    const row = readRow(text, cursor, delimiter)
    if ('code' in row) return { delimiter, rows, problem: row }
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row)
  }
  return { delimiter, rows, problem: null }
}
