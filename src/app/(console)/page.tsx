import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { buttonClass } from '@/ui/primitives/button'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { BoardFilters } from './_board/filters'
import { Fleet } from './_board/fleet'
import { Headline } from './_board/headline'
import { IncidentTable } from './_components/incident-table'
import { hrefOf, readParams, type SearchParams } from './_lib/href'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.board.title }
}

/** All clients: who needs a person first, then the rows that prove the rest is as expected. */
export default async function BoardPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await readParams(searchParams)
  const filter = { client: params.client || null, onlyAbnormal: params.abnormal === '1' }
  const [board, reader, session] = await Promise.all([page((api) => api.board.get(filter)), viewer(), requireSession()])
  const { m } = reader
  const mayAdd = can(session.actor, 'client.manage')
  if (board.clients.length === 0) {
    const action = mayAdd && (
      <LinkButton look="primary" href="/clients/new">
        {m.board.addClient}
      </LinkButton>
    )
    return (
      <>
        <PageHeader title={m.board.title} />
        <EmptyState title={m.board.emptyTitle} action={action}>
          {m.board.emptyHint}
        </EmptyState>
      </>
    )
  }
  const csv = hrefOf('/board.csv', { client: filter.client, abnormal: filter.onlyAbnormal })
  const actions = (
    <>
      <BoardFilters board={board} onlyAbnormal={filter.onlyAbnormal} viewer={reader} />
      <a className={buttonClass()} href={csv} download>
        {m.board.exportCsv}
      </a>
    </>
  )
  return (
    <>
      <PageHeader
        title={board.client?.name ?? m.board.title}
        sentence={<Headline headline={board.headline} viewer={reader} />}
        actions={actions}
      />
      <IncidentTable lines={board.incidents} now={board.window.now} viewer={reader} empty={null} />
      <Fleet board={board} viewer={reader} />
    </>
  )
}
