import type { Metadata } from 'next'
import { EXPECTATION_STATUSES } from '@/domain/expectation/schema'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { PageHeader } from '@/ui/primitives/page-header'
import { FilterSelect } from '../_components/filter-select'
import { Pages } from '../_components/pages'
import { hrefOf, oneOf, readParams, type SearchParams, wholeOf } from '../_lib/href'
import { ExpectationTable } from './_components/expectation-table'
import { Empty, sentenceOf } from './_components/words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.expectation.title }
}

/** What should happen by when, broken ones first, then by what is due next. */
export default async function ExpectationsPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await readParams(searchParams)
  const filter = {
    client: params.client || null,
    status: oneOf(EXPECTATION_STATUSES, params.status),
    page: wholeOf(params.page) ?? 1,
  }
  const [list, reader] = await Promise.all([page((api) => api.expectation.list(filter)), viewer()])
  const { m } = reader
  const { filters, statuses } = m.expectation
  const empty = <Empty isFiltered={filter.client !== null || filter.status !== null} viewer={reader} />
  return (
    <>
      <PageHeader title={m.expectation.title} sentence={sentenceOf(list, reader)} />
      <FilterBar action="/expectations" apply={m.common.apply}>
        <FilterSelect
          name="status"
          label={filters.status}
          value={filter.status}
          all={filters.all}
          options={EXPECTATION_STATUSES.map((value) => ({
            value,
            label: `${statuses[value]} (${list.statuses[value]})`,
          }))}
        />
        <FilterSelect
          name="client"
          label={filters.client}
          value={filter.client}
          all={filters.all}
          options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FilterBar>
      <ExpectationTable rows={list.rows} viewer={reader} empty={empty} />
      <Pages
        page={filter.page}
        pages={list.pages}
        hrefOf={(to) => hrefOf('/expectations', { ...filter, page: to })}
        viewer={reader}
      />
    </>
  )
}
