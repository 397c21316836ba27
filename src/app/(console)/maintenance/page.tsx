import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { MAINTENANCE_STATUSES } from '@/domain/maintenance/schema'
import type { MaintenanceList } from '@/services/maintenance/list'
import { page, requireSession } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { FilterSelect } from '../_components/filter-select'
import { oneOf, readParams, type SearchParams } from '../_lib/href'
import { MaintenanceTable } from './_components/maintenance-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.maintenance.title }
}

function sentenceOf({ rows, statuses }: MaintenanceList, { m, f }: Viewer): string {
  const words = m.maintenance.sentence
  const running = rows.filter(({ isRunning }) => isRunning).length
  const parts = [
    ...(running > 0 ? [f(words.running, { count: running })] : []),
    ...(statuses.pending > 0 ? [f(words.pending, { count: statuses.pending })] : []),
    ...(statuses.approved > 0 ? [f(words.calm, { count: statuses.approved })] : []),
  ]
  return parts.length > 0 ? parts.join(' ') : words.none
}

/** Maintenance windows: what waits for a decision, what runs, what comes. */
export default async function MaintenancePage({ searchParams }: { searchParams: SearchParams }) {
  const params = await readParams(searchParams)
  const filter = { client: params.client || null, status: oneOf(MAINTENANCE_STATUSES, params.status) }
  const [list, { actor }, reader] = await Promise.all([
    page((api) => api.maintenance.list(filter)),
    requireSession(),
    viewer(),
  ])
  const { m } = reader
  const words = m.maintenance
  const add = can(actor, 'maintenance.request') && (
    <LinkButton href="/maintenance/new" look="primary">
      {words.add}
    </LinkButton>
  )
  const isFiltered = filter.client !== null || filter.status !== null
  const empty = (
    <EmptyState title={isFiltered ? words.noMatchTitle : words.emptyTitle} action={!isFiltered && add}>
      {isFiltered ? words.noMatchHint : words.emptyHint}
    </EmptyState>
  )
  return (
    <>
      <PageHeader title={words.title} sentence={sentenceOf(list, reader)} actions={add} />
      <FilterBar action="/maintenance" apply={m.common.apply}>
        <FilterSelect
          name="status"
          label={words.filters.status}
          value={filter.status}
          all={words.filters.all}
          options={MAINTENANCE_STATUSES.map((value) => ({
            value,
            label: `${words.statuses[value]} (${list.statuses[value]})`,
          }))}
        />
        <FilterSelect
          name="client"
          label={words.filters.client}
          value={filter.client}
          all={words.filters.all}
          options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FilterBar>
      <MaintenanceTable rows={list.rows} viewer={reader} empty={empty} />
    </>
  )
}
