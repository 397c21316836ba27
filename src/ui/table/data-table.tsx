import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from '../primitives/cx'

export interface Column<Row> {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'left' | 'right'
  /** on phones: 'lead' stands first and bold, 'aside' beside it on the right (the column `state` does so by itself), 'hide' is left out, else label and value */
  phone?: 'lead' | 'aside' | 'hide'
  className?: string
}

export interface DataTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  rowHref?: (row: Row) => string | null
  /** wash for a broken, selected row */
  isMarked?: (row: Row) => boolean
  empty: ReactNode
}

/** Written out: a table that is stacked by `display` loses its own roles in some browsers. */
const ROLES = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
}
const CELL = 'h-8 border-line border-b py-1.5 pr-4 align-baseline [overflow-wrap:break-word] last:pr-0'
const STACKED = 'max-sm:h-auto max-sm:border-0 max-sm:py-0 max-sm:pr-0 max-sm:text-left'
const LINK =
  'text-inherit no-underline outline-none after:absolute after:-inset-x-2 after:inset-y-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-brand-link'

/** The whole row opens what its address says; the link itself is one cell, so a screen reader hears it once. */
function linkColumn<Row>(columns: readonly Column<Row>[]): string | undefined {
  return (columns.find(({ phone }) => phone === 'lead') ?? columns[0])?.key
}

/**
 * Hairlines, sentence-case headers, numbers right. Under 640 px each row becomes a stack: nothing scrolls sideways.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, rowHref, isMarked, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return empty
  const linked = linkColumn(columns)
  return (
    <table {...ROLES.table} className="w-full border-separate border-spacing-0 max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead {...ROLES.rowgroup} className="max-sm:hidden">
        <tr {...ROLES.row}>
          {columns.map((column) => (
            <th
              key={column.key}
              {...ROLES.columnheader}
              scope="col"
              className={cx(
                'sticky top-12 z-10 h-8 border-line-2 border-b bg-bg pr-4 font-medium text-12 text-ink-3 last:pr-0',
                column.align === 'right' ? 'text-right' : 'text-left',
              )}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.rowgroup} className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            {...ROLES.row}
            data-row
            className={cx(
              'relative max-sm:flex max-sm:min-h-12 max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-3 max-sm:border-line max-sm:border-b max-sm:py-3',
              isMarked?.(row) ? 'bg-down-soft' : rowHref && 'hover:bg-surface',
            )}
          >
            {columns.map((column) => (
              <Cell
                key={column.key}
                column={column}
                row={row}
                href={column.key === linked ? (rowHref?.(row) ?? null) : null}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function placeOf<Row>({ key, phone }: Column<Row>): 'lead' | 'aside' | 'hide' | 'line' {
  return phone ?? (key === 'state' ? 'aside' : 'line')
}

const PLACES = {
  lead: 'max-sm:order-1 max-sm:min-w-0 max-sm:flex-1 max-sm:font-medium',
  aside: 'max-sm:order-2 max-sm:ml-auto max-sm:max-w-full max-sm:flex-none',
  hide: 'max-sm:hidden',
  line: 'max-sm:order-3 max-sm:flex max-sm:basis-full max-sm:items-baseline max-sm:gap-2 max-sm:empty:hidden',
}

/** A label without a value says nothing on a phone. */
const isNothing = (content: ReactNode) =>
  content === null || content === undefined || content === '' || content === false

function Cell<Row>({ column, row, href }: { column: Column<Row>; row: Row; href: string | null }) {
  const place = placeOf(column)
  const content = column.cell(row)
  return (
    <td
      {...ROLES.cell}
      className={cx(
        CELL,
        STACKED,
        column.align === 'right' && 'whitespace-nowrap text-right tabular-nums',
        PLACES[place],
        place === 'line' && isNothing(content) && 'max-sm:hidden',
        column.className,
      )}
    >
      {place === 'line' && column.header && (
        <span className="w-28 flex-none whitespace-normal text-12 text-ink-3 sm:hidden">{column.header}</span>
      )}
      <div className="min-w-0 sm:contents max-sm:[&>a]:inline-block max-sm:[&>a]:min-h-6">
        {href ? (
          <Link href={href} data-row-link className={LINK}>
            {content}
          </Link>
        ) : (
          content
        )}
      </div>
    </td>
  )
}
