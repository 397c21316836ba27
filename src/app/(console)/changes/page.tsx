import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { CHANGE_STATUSES } from '@/domain/change/schema'
import { page, requireSession } from '@/trpc/server'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { PageHeader } from '@/ui/primitives/page-header'
import { FilterSelect } from '../_components/filter-select'
import { Pages } from '../_components/pages'
import { hrefOf, oneOf, readParams, type SearchParams, wholeOf } from '../_lib/href'
import { ChangeTable } from './_components/change-table'
import { Delegations } from './_components/delegations'
import { WaitingTable } from './_components/waiting-table'
import { Empty, sentenceOf } from './_components/words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.approval.changes.title }
}

/** What people must decide, and every request to make a version live. */
export default async function ChangesPage({ searchParams }: { searchParams: SearchParams }) {
  const [params, { actor }, reader] = await Promise.all([readParams(searchParams), requireSession(), viewer()])
  const filter = {
    client: params.client || null,
    status: oneOf(CHANGE_STATUSES, params.status),
    page: wholeOf(params.page) ?? 1,
  }
  const mayDecide = can(actor, 'approval.decide')
  const [list, waiting, delegations] = await page((api) =>
    Promise.all([
      api.change.list(filter),
      api.approval.list({ client: filter.client }),
      mayDecide ? api.approval.listDelegations({}) : null,
    ]),
  )
  const { m } = reader
  const words = m.approval.changes
  const empty = <Empty isFiltered={filter.client !== null || filter.status !== null} viewer={reader} />
  return (
    <>
      <PageHeader title={words.title} sentence={sentenceOf(list, waiting, reader)} />
      <WaitingTable rows={waiting} viewer={reader} />
      <FilterBar action="/changes" apply={m.common.apply}>
        <FilterSelect
          name="status"
          label={words.filters.status}
          value={filter.status}
          all={words.filters.all}
          options={CHANGE_STATUSES.map((value) => ({
            value,
            label: `${words.statuses[value]} (${list.counts[value] ?? 0})`,
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
      <ChangeTable rows={list.rows} viewer={reader} empty={empty} />
      <Pages
        page={filter.page}
        pages={list.pages}
        hrefOf={(to) => hrefOf('/changes', { ...filter, page: to })}
        viewer={reader}
      />
      {delegations && (
        <I18nProvider locale={reader.locale} messages={{ approval: m.approval }}>
          <Delegations {...delegations} />
        </I18nProvider>
      )}
    </>
  )
}
