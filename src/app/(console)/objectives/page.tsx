import type { Metadata } from 'next'
import { VERDICTS } from '@/domain/objective/attain'
import { OBJECTIVE_FORMS } from '@/domain/objective/schema'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { FilterSelect } from '../_components/filter-select'
import { Pages } from '../_components/pages'
import { hrefOf, oneOf, readParams, type SearchParams, wholeOf } from '../_lib/href'
import { ObjectiveTable } from './_components/objective-table'
import { Empty, sentenceOf } from './_components/words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.promise.title }
}

/** What is promised in numbers, missed ones first. */
export default async function ObjectivesPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await readParams(searchParams)
  const filter = {
    client: params.client || null,
    verdict: oneOf(VERDICTS, params.verdict),
    form: oneOf(OBJECTIVE_FORMS, params.form),
    page: wholeOf(params.page) ?? 1,
  }
  const [list, reader] = await Promise.all([page((api) => api.objective.list(filter)), viewer()])
  const { m } = reader
  const { filters } = m.promise
  const isFiltered = filter.client !== null || filter.verdict !== null || filter.form !== null
  return (
    <>
      <PageHeader
        title={m.promise.title}
        sentence={sentenceOf(list, reader)}
        actions={
          list.mayManage && (
            <LinkButton look="primary" href={hrefOf('/objectives/new', { client: filter.client })}>
              {m.promise.add}
            </LinkButton>
          )
        }
      />
      <FilterBar action="/objectives" apply={m.common.apply}>
        <FilterSelect
          name="verdict"
          label={filters.verdict}
          value={filter.verdict}
          all={filters.all}
          options={VERDICTS.map((value) => ({
            value,
            label: `${m.promise.verdicts[value]} (${list.verdicts[value]})`,
          }))}
        />
        <FilterSelect
          name="form"
          label={filters.form}
          value={filter.form}
          all={filters.all}
          options={OBJECTIVE_FORMS.map((value) => ({ value, label: m.promise.forms[value] }))}
        />
        <FilterSelect
          name="client"
          label={filters.client}
          value={filter.client}
          all={filters.all}
          options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FilterBar>
      <ObjectiveTable
        rows={list.rows}
        viewer={reader}
        empty={<Empty isFiltered={isFiltered} mayManage={list.mayManage} viewer={reader} />}
      />
      <Pages
        page={filter.page}
        pages={list.pages}
        hrefOf={(to) => hrefOf('/objectives', { ...filter, page: to })}
        viewer={reader}
      />
    </>
  )
}
