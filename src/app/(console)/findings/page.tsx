import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { FINDING_STATUSES, SEVERITIES } from '@/domain/finding/schema'
import type { FindingList } from '@/services/finding/list'
import { page, requireSession } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { FilterSelect } from '../_components/filter-select'
import { Pages } from '../_components/pages'
import { findingKind } from '../_governance/finding-words'
import { hrefOf, oneOf, readParams, type SearchParams, wholeOf } from '../_lib/href'
import { FindingTable } from './_components/finding-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.finding.title }
}

function sentenceOf({ counts }: FindingList, { m, f }: Viewer): string {
  const words = m.finding.sentence
  const first = counts.open > 0 ? f(words.some, { count: counts.open }) : words.none
  return counts.waived > 0 ? `${first} ${f(words.waived, { count: counts.waived })}` : first
}

function Empty({ isFiltered, viewer: { m } }: { isFiltered: boolean; viewer: Viewer }) {
  const words = m.finding
  if (isFiltered)
    return (
      <EmptyState title={words.noMatchTitle} action={<LinkButton href="/findings">{m.board.lists.clear}</LinkButton>}>
        {words.noMatchHint}
      </EmptyState>
    )
  return (
    <EmptyState title={words.emptyTitle} action={<LinkButton href="/policies">{words.emptyAction}</LinkButton>}>
      {words.emptyHint}
    </EmptyState>
  )
}

/** What is not as it should be, and who must act. */
export default async function FindingsPage({ searchParams }: { searchParams: SearchParams }) {
  const [params, { actor }, reader] = await Promise.all([readParams(searchParams), requireSession(), viewer()])
  const filter = {
    client: params.client || null,
    workflowId: params.workflow || null,
    kind: params.kind || null,
    severity: oneOf(SEVERITIES, params.severity),
    status: oneOf(FINDING_STATUSES, params.status) ?? 'open',
    page: wholeOf(params.page) ?? 1,
  }
  const list = await page((api) => api.finding.list(filter))
  const { m } = reader
  const words = m.finding
  const { workflowId, ...shown } = filter
  const isFiltered = params.client || params.workflow || params.kind || params.severity || params.status
  return (
    <>
      <PageHeader title={words.title} sentence={sentenceOf(list, reader)} />
      <FilterBar action="/findings" apply={m.common.apply}>
        {workflowId && <input type="hidden" name="workflow" value={workflowId} />}
        <FilterSelect
          name="status"
          label={words.filters.status}
          value={filter.status}
          options={FINDING_STATUSES.map((value) => ({
            value,
            label: `${words.statuses[value]} (${list.counts[value]})`,
          }))}
        />
        <FilterSelect
          name="severity"
          label={words.filters.severity}
          value={filter.severity}
          all={words.filters.all}
          options={SEVERITIES.map((value) => ({ value, label: words.severities[value] }))}
        />
        <FilterSelect
          name="kind"
          label={words.filters.kind}
          value={filter.kind}
          all={words.filters.all}
          options={list.kinds.map((value) => ({ value, label: findingKind(value, reader) }))}
        />
        <FilterSelect
          name="client"
          label={words.filters.client}
          value={filter.client}
          all={words.filters.all}
          options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FilterBar>
      <FindingTable
        rows={list.rows}
        mayWaive={can(actor, 'change.request')}
        viewer={reader}
        empty={<Empty isFiltered={Boolean(isFiltered)} viewer={reader} />}
      />
      <Pages
        page={filter.page}
        pages={list.pages}
        hrefOf={(to) => hrefOf('/findings', { ...shown, workflow: workflowId, page: to })}
        viewer={reader}
      />
    </>
  )
}
