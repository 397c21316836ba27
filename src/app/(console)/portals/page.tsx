import type { Metadata } from 'next'
import type { PortalLine } from '@/services/portal/console'
import { page } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PageHeader } from '@/ui/primitives/page-header'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.portals.title }
}

function columnsOf({ m, f }: Viewer): Column<PortalLine>[] {
  const words = m.portals
  return [
    { key: 'client', header: words.columns.client, phone: 'lead', cell: ({ name }) => name },
    {
      key: 'access',
      header: words.columns.access,
      cell: ({ access }) => <State kind={access === 'closed' ? 'paused' : 'ok'}>{words.access[access]}</State>,
    },
    {
      key: 'steps',
      header: words.columns.steps,
      cell: ({ steps, hidden }) => f(words.stepsShown, { shown: steps - hidden, all: steps }),
    },
    {
      key: 'manual',
      header: words.columns.manual,
      cell: ({ overrides }) => (overrides > 0 ? overrides : <span className="text-ink-3">{words.none}</span>),
    },
    {
      key: 'subscribers',
      header: words.columns.subscribers,
      cell: ({ subscribers, unconfirmed }) =>
        [
          f(words.confirmed, { count: subscribers }),
          ...(unconfirmed > 0 ? [f(words.waiting, { count: unconfirmed })] : []),
        ].join(', '),
    },
  ]
}

/** Every client's portal: who may open it, what it shows, who listens. */
export default async function PortalsPage() {
  const [{ rows }, reader] = await Promise.all([page((api) => api.portal.list({})), viewer()])
  const words = reader.m.portals
  const open = rows.filter(({ access }) => access !== 'closed').length
  const subscribers = rows.reduce((sum, row) => sum + row.subscribers, 0)
  const empty = <EmptyState title={words.emptyTitle}>{words.emptyHint}</EmptyState>
  return (
    <>
      <PageHeader title={words.title} sentence={reader.f(words.sentence, { open, all: rows.length, subscribers })} />
      <DataTable
        caption={words.title}
        rows={rows}
        columns={columnsOf(reader)}
        rowKey={({ clientId }) => clientId}
        rowHref={({ slug }) => `/portals/${slug}`}
        empty={empty}
      />
    </>
  )
}
