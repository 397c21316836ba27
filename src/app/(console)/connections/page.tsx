import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import type { ConnectionLine } from '@/services/connection/list'
import { page, requireSession } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'
import { Numeral } from '@/ui/primitives/number'
import { PageHeader } from '@/ui/primitives/page-header'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime } from '../_components/figures'
import { ConnectionState, isUnread } from './_components/health'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.connection.title }
}

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

function sentenceOf(lines: readonly ConnectionLine[], { m, f }: Viewer): string {
  const broken = lines.filter(isUnread).length
  const words = m.connection.sentence
  if (lines.length === 0) return words.none
  return broken > 0 ? f(words.broken, { count: broken }) : f(words.allFine, { count: lines.length })
}

/** Products that are read from outside, and how they are. */
export default async function ConnectionsPage() {
  const [lines, reader, { actor }] = await Promise.all([
    page((api) => api.connection.list({})),
    viewer(),
    requireSession(),
  ])
  const words = reader.m.connection
  const add = can(actor, 'connection.manage') ? (
    <LinkButton look="primary" href="/connections/new">
      {words.add}
    </LinkButton>
  ) : null
  return (
    <>
      <PageHeader title={words.title} sentence={sentenceOf(lines, reader)} actions={lines.length > 0 ? add : null} />
      <DataTable
        caption={words.title}
        columns={columnsOf(reader)}
        rows={lines}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/connections/${id}`}
        isMarked={isUnread}
        empty={
          <EmptyState title={words.emptyTitle} action={add}>
            {words.emptyHint}
          </EmptyState>
        }
      />
    </>
  )
}
