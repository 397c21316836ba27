import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { FilterSelect } from '../_components/filter-select'
import { IncidentTable } from '../_components/incident-table'
import { Pages } from '../_components/pages'
import { hrefOf, oneOf, readParams, type SearchParams, wholeOf } from '../_lib/href'

const STATUSES = ['unresolved', 'open', 'acknowledged', 'resolved', 'all'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.incident.title }
}

/** What waits for somebody, by what it costs the plant. */
export default async function IncidentsPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await readParams(searchParams)
  const filter = {
    client: params.client || null,
    status: oneOf(STATUSES, params.status) ?? 'unresolved',
    page: wholeOf(params.page) ?? 1,
  }
  const [list, reader] = await Promise.all([page((api) => api.incident.list(filter)), viewer()])
  const { m, f } = reader
  const { sentence, filters, statuses } = m.incident
  const words = { ...statuses, unresolved: filters.unresolved, all: filters.all }
  const open = list.open > 0 ? f(sentence.open, { count: list.open }) : sentence.openNone
  const isDefault = filter.status === 'unresolved' && filter.client === null
  const lines = list.rows.map(({ client, ...row }) => ({
    ...row,
    workflowName: row.workflow.name,
    clientSlug: client.slug,
    clientName: client.name,
  }))
  const empty = isDefault ? (
    <EmptyState title={m.incident.emptyTitle}>{m.incident.emptyHint}</EmptyState>
  ) : (
    <EmptyState
      title={m.incident.noMatchTitle}
      action={<LinkButton href="/incidents">{m.board.lists.clear}</LinkButton>}
    >
      {m.incident.noMatchHint}
    </EmptyState>
  )
  return (
    <>
      <PageHeader
        title={m.incident.title}
        sentence={`${open} ${list.acknowledged > 0 ? f(sentence.taken, { count: list.acknowledged }) : ''}`}
      />
      <FilterBar action="/incidents" apply={m.common.apply}>
        <FilterSelect
          name="status"
          label={filters.status}
          value={filter.status}
          options={STATUSES.map((value) => ({ value, label: words[value] }))}
        />
        <FilterSelect
          name="client"
          label={filters.client}
          value={filter.client}
          all={filters.all}
          options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FilterBar>
      <IncidentTable lines={lines} now={new Date()} viewer={reader} empty={empty} />
      <Pages
        page={filter.page}
        pages={list.pages}
        hrefOf={(to) => hrefOf('/incidents', { ...filter, page: to })}
        viewer={reader}
      />
    </>
  )
}
