import type { Metadata } from 'next'
import { EXPECTATION_STATUSES } from '@/domain/expectation/schema'
import type { ExpectationLine, ExpectationList } from '@/services/expectation/list'
import { page } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime, NextDue } from '../_components/figures'
import { FilterSelect } from '../_components/filter-select'
import { Pages } from '../_components/pages'
import { isBroken, ruleGlyph } from '../_components/rule-state'
import { scheduleSentence } from '../_components/schedule'
import { hrefOf, oneOf, readParams, type SearchParams, wholeOf } from '../_lib/href'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.expectation.title }
}

function columnsOf(now: Date, viewer: Viewer): Column<ExpectationLine>[] {
  const { m } = viewer
  const words = m.expectation.columns
  const near = (at: Date, zone: string) => <NearTime at={at} now={now} zone={zone} viewer={viewer} />
  return [
    {
      key: 'state',
      header: words.state,
      className: 'sm:w-28',
      cell: (line) => (
        <>
          <State kind={ruleGlyph(line.status)}>{m.expectation.statuses[line.status]}</State>
          <span className="sr-only">: {line.workflow.name}</span>
        </>
      ),
    },
    { key: 'workflow', header: words.workflow, phone: 'lead', cell: ({ workflow }) => workflow.name },
    {
      key: 'client',
      header: words.client,
      cell: ({ workflow }) => (
        <TextLink quiet href={`/clients/${workflow.client.slug}`} className="relative z-10 text-ink-2">
          {workflow.client.name}
        </TextLink>
      ),
    },
    { key: 'schedule', header: words.schedule, cell: (line) => scheduleSentence(line, viewer) },
    {
      key: 'due',
      header: words.due,
      align: 'right',
      className: 'sm:w-28',
      cell: (line) => (
        <NextDue
          dueAt={line.status === 'paused' ? null : line.dueAt}
          isBroken={isBroken(line.status)}
          now={now}
          zone={line.workflow.zone}
          viewer={viewer}
        />
      ),
    },
    {
      key: 'since',
      header: words.since,
      align: 'right',
      className: 'sm:w-36',
      phone: 'hide',
      cell: (line) => near(line.since, line.workflow.zone),
    },
    {
      key: 'met',
      header: words.met,
      align: 'right',
      className: 'sm:w-28',
      cell: (line) =>
        line.lastMetAt ? (
          near(line.lastMetAt, line.workflow.zone)
        ) : (
          <span className="text-ink-3">{m.expectation.never}</span>
        ),
    },
  ]
}

function sentenceOf({ statuses, unwatched }: ExpectationList, { m, f }: Viewer): string {
  const words = m.expectation.sentence
  const total = Object.values(statuses).reduce((sum, count) => sum + count, 0)
  const broken = statuses.late + statuses.down
  const first =
    broken > 0 ? f(words.broken, { count: broken }) : total > 0 ? f(words.kept, { count: total }) : words.keptNone
  return unwatched > 0 ? `${first} ${f(words.unwatched, { count: unwatched })}` : first
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
  const isFiltered = filter.client !== null || filter.status !== null
  const empty = isFiltered ? (
    <EmptyState
      title={m.expectation.noMatchTitle}
      action={<LinkButton href="/expectations">{m.board.lists.clear}</LinkButton>}
    >
      {m.expectation.noMatchHint}
    </EmptyState>
  ) : (
    <EmptyState
      title={m.expectation.emptyTitle}
      action={<LinkButton href="/workflows">{m.expectation.emptyAction}</LinkButton>}
    >
      {m.expectation.emptyHint}
    </EmptyState>
  )
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
      <DataTable
        caption={m.expectation.title}
        columns={columnsOf(new Date(), reader)}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowHref={({ workflow }) => `/workflows/${workflow.id}`}
        empty={empty}
      />
      <Pages
        page={filter.page}
        pages={list.pages}
        hrefOf={(to) => hrefOf('/expectations', { ...filter, page: to })}
        viewer={reader}
      />
    </>
  )
}
