import type { ConnectionLine } from '@/services/connection/list'
import type { Viewer } from '@/ui/i18n/server'
import { Numeral } from '@/ui/primitives/number'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime } from '../../_components/figures'
import { ConnectionState, isUnread } from './health'

function columnsOf(viewer: Viewer): Column<ConnectionLine>[] {
  const { m, f, locale, zone = 'UTC' } = viewer
  const { columns, never, watchedOf } = m.connection
  const number = (value: number) => <Numeral value={value} locale={locale} />
  return [
    {
      key: 'state',
      header: columns.state,
      className: 'sm:w-36',
      cell: (line) => <ConnectionState {...line} viewer={viewer} />,
    },
    { key: 'name', header: columns.name, phone: 'lead', cell: ({ name }) => name },
    { key: 'client', header: columns.client, cell: ({ clientName }) => clientName },
    {
      key: 'last',
      header: columns.last,
      align: 'right',
      cell: ({ lastOkAt }) =>
        lastOkAt ? (
          <NearTime at={lastOkAt} now={new Date()} zone={zone} viewer={viewer} />
        ) : (
          <span className="text-ink-3">{never}</span>
        ),
    },
    { key: 'runs', header: columns.runs, align: 'right', cell: ({ runsCopied }) => number(runsCopied) },
    {
      key: 'workflows',
      header: columns.workflows,
      align: 'right',
      cell: ({ watched, workflows }) => f(watchedOf, { watched, workflows }),
    },
    {
      key: 'versions',
      header: columns.versions,
      align: 'right',
      phone: 'hide',
      cell: ({ versions }) => number(versions),
    },
    {
      key: 'gaps',
      header: columns.gaps,
      align: 'right',
      cell: ({ gaps }) => <span className={gaps > 0 ? 'font-medium text-late-ink' : 'text-ink-3'}>{number(gaps)}</span>,
    },
    { key: 'news', header: columns.news, align: 'right', phone: 'hide', cell: ({ news }) => number(news) },
  ]
}

export interface ConnectionTableProps {
  rows: readonly ConnectionLine[]
  viewer: Viewer
  empty: React.ReactNode
}

/** Connections with their state and what they have brought. */
export function ConnectionTable({ rows, viewer, empty }: ConnectionTableProps) {
  return (
    <DataTable
      caption={viewer.m.connection.title}
      columns={columnsOf(viewer)}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/connections/${id}`}
      isMarked={isUnread}
      empty={empty}
    />
  )
}
