import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { FilterSelect } from '../_components/filter-select'
import { readParams, type SearchParams } from '../_lib/href'
import { ContractTable } from './_components/contract-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.contract.title }
}

/** What is promised to whom. */
export default async function ContractsPage({ searchParams }: { searchParams: SearchParams }) {
  const client = (await readParams(searchParams)).client || null
  const [list, reader] = await Promise.all([page((api) => api.contract.list({ client })), viewer()])
  const { m, f } = reader
  const words = m.contract
  const inForce = list.rows.filter(({ phase }) => phase === 'in_force').length
  const without = list.clients.filter(({ hasContract }) => !hasContract).length
  const add = list.mayManage && without > 0 && (
    <LinkButton look="primary" href="/contracts/new">
      {words.add}
    </LinkButton>
  )
  const first = inForce > 0 ? f(words.sentence.some, { count: inForce }) : words.sentence.none
  const second = inForce > 0 && without > 0 ? ` ${f(words.sentence.without, { count: without })}` : ''
  return (
    <>
      <PageHeader title={words.title} sentence={first + second} actions={add} />
      <FilterBar action="/contracts" apply={m.common.apply}>
        <FilterSelect
          name="client"
          label={words.filters.client}
          value={client}
          all={words.filters.all}
          options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FilterBar>
      <ContractTable
        rows={list.rows}
        viewer={reader}
        empty={
          <EmptyState title={words.emptyTitle} action={add || undefined}>
            {words.emptyHint}
          </EmptyState>
        }
      />
    </>
  )
}
