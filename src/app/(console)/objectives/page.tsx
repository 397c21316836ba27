import type { Metadata } from 'next'
import { VERDICTS } from '@/domain/objective/attain'
import { OBJECTIVE_FORMS } from '@/domain/objective/schema'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { Pages } from '../_components/pages'
import { hrefOf, oneOf, readParams, type SearchParams, wholeOf } from '../_lib/href'
import { ObjectiveFilters } from './_components/objective-filters'
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
      <ObjectiveFilters list={list} filter={filter} viewer={reader} />
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
