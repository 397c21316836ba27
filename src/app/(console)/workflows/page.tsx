import type { Metadata } from 'next'
import { WORKFLOW_LIFECYCLES } from '@/domain/workflow/schema'
import { HEALTH_STATES } from '@/services/health/state'
import type { WorkflowList } from '@/services/workflow/list'
import { page } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { Field } from '@/ui/primitives/field'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { TextInput } from '@/ui/primitives/inputs'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { FilterSelect } from '../_components/filter-select'
import { Pages } from '../_components/pages'
import { hrefOf, oneOf, readParams, type SearchParams, wholeOf } from '../_lib/href'
import { WorkflowTable } from './_components/workflow-table'

const TIERS = ['1', '2', '3'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.workflow.title }
}

function filterOf(params: Record<string, string | undefined>) {
  const tier = oneOf(TIERS, params.tier)
  return {
    client: params.client || null,
    state: oneOf(HEALTH_STATES, params.state),
    lifecycle: oneOf(WORKFLOW_LIFECYCLES, params.lifecycle),
    tier: tier ? Number(tier) : null,
    text: params.text?.slice(0, 100) || null,
    page: wholeOf(params.page) ?? 1,
  }
}
type Filter = ReturnType<typeof filterOf>

function Filters({ filter, list, viewer: { m, locale } }: { filter: Filter; list: WorkflowList; viewer: Viewer }) {
  const { filters, lifecycles, tiers } = m.workflow
  const count = new Intl.NumberFormat(locale)
  const tierWords = { 1: tiers.t1, 2: tiers.t2, 3: tiers.t3 }
  return (
    <FilterBar action="/workflows" apply={m.common.apply}>
      <Field label={filters.text} className="min-w-56 max-sm:w-full">
        {(control) => (
          <TextInput
            {...control}
            type="search"
            name="text"
            maxLength={100}
            placeholder={filters.textHint}
            defaultValue={filter.text ?? ''}
            key={filter.text}
          />
        )}
      </Field>
      <FilterSelect
        name="client"
        label={filters.client}
        value={filter.client}
        all={filters.all}
        options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <FilterSelect
        name="state"
        label={filters.state}
        value={filter.state}
        all={filters.all}
        options={HEALTH_STATES.map((value) => ({
          value,
          label: `${m.board.states[value]} (${count.format(list.states[value])})`,
        }))}
      />
      <FilterSelect
        name="tier"
        label={filters.tier}
        value={filter.tier}
        all={filters.all}
        options={([1, 2, 3] as const).map((value) => ({ value: String(value), label: tierWords[value] }))}
      />
      <FilterSelect
        name="lifecycle"
        label={filters.lifecycle}
        value={filter.lifecycle}
        all={filters.all}
        options={WORKFLOW_LIFECYCLES.map((value) => ({ value, label: lifecycles[value] }))}
      />
    </FilterBar>
  )
}

function Empty({ hasAny, viewer: { m } }: { hasAny: boolean; viewer: Viewer }) {
  if (hasAny) {
    return (
      <EmptyState
        title={m.workflow.noMatchTitle}
        action={<LinkButton href="/workflows">{m.board.lists.clear}</LinkButton>}
      >
        {m.workflow.noMatchHint}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={m.workflow.emptyTitle}
      action={<LinkButton href="/settings/keys">{m.workflow.emptyAction}</LinkButton>}
    >
      {m.workflow.emptyHint}
    </EmptyState>
  )
}

/** The registry: every automation, the worst first. */
export default async function WorkflowsPage({ searchParams }: { searchParams: SearchParams }) {
  const filter = filterOf(await readParams(searchParams))
  const [list, reader] = await Promise.all([page((api) => api.workflow.list(filter)), viewer()])
  const { m, f } = reader
  const abnormal = list.states.down + list.states.late
  const found = list.found > 0 ? f(m.workflow.found, { count: list.found }) : m.workflow.foundNone
  const sentence = [
    found,
    abnormal > 0 && f(m.workflow.foundAbnormal, { count: abnormal }),
    list.isCut && f(m.workflow.cut, { count: list.total }),
  ]
  return (
    <>
      <PageHeader title={m.workflow.title} sentence={sentence.filter(Boolean).join(' ')} />
      <Filters filter={filter} list={list} viewer={reader} />
      <WorkflowTable
        rows={list.rows}
        now={new Date()}
        viewer={reader}
        empty={<Empty hasAny={list.total > 0} viewer={reader} />}
      />
      <Pages
        page={filter.page}
        pages={list.pages}
        hrefOf={(to) => hrefOf('/workflows', { ...filter, page: to })}
        viewer={reader}
      />
    </>
  )
}
