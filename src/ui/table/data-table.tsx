import Link from 'next/link'
import { cx } from '../primitives/cx'

export interface Column<Row> {
  key: string
  header: string
  cell: (row: Row) => React.ReactNode
  align?: 'left' | 'right'
  /** on phones: 'lead' stands first and bold, 'hide' is left out, else label and value */
  phone?: 'lead' | 'hide'
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
  empty: React.ReactNode
}

/** Hairlines, sentence-case headers, numbers right. Under 640 px each row becomes a stack: nothing scrolls sideways. */
export function DataTable<Row>({ caption, columns, rows, rowKey, rowHref, isMarked, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return empty
  return (
    <table className="w-full border-collapse max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr className="border-line-2 border-b">
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={cx(
                'sticky top-0 z-10 h-8 bg-bg pr-4 text-12 font-medium text-ink-3 last:pr-0',
                column.align === 'right' ? 'text-right' : 'text-left',
              )}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            data-row
            className={cx(
              'relative border-line border-b hover:bg-surface max-sm:grid max-sm:gap-x-4 max-sm:py-2',
              isMarked?.(row) && 'bg-down-soft',
            )}
          >
            {columns.map((column, i) => (
              <Cell key={column.key} column={column} row={row} href={i === 0 ? (rowHref?.(row) ?? null) : null} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell<Row>({ column, row, href }: { column: Column<Row>; row: Row; href: string | null }) {
  const isRight = column.align === 'right'
  return (
    <td
      className={cx(
        'h-8 pr-4 align-middle last:pr-0 max-sm:flex max-sm:h-auto max-sm:min-h-7 max-sm:items-center max-sm:gap-2 max-sm:pr-0',
        isRight && 'text-right tabular-nums max-sm:text-left',
        column.phone === 'hide' && 'max-sm:hidden',
        column.phone === 'lead' && 'max-sm:order-first max-sm:font-medium',
        column.className,
      )}
    >
      {column.phone !== 'lead' && column.header && (
        <span className="hidden w-28 flex-none text-12 text-ink-3 max-sm:inline">{column.header}</span>
      )}
      {href ? (
        <Link href={href} data-row-link className="text-inherit after:absolute after:inset-0">
          {column.cell(row)}
        </Link>
      ) : (
        column.cell(row)
      )}
    </td>
  )
}
