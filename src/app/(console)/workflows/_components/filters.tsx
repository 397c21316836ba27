import { WORKFLOW_LIFECYCLES } from '@/domain/workflow/schema'
import { HEALTH_STATES } from '@/services/health/state'
import type { WorkflowList } from '@/services/workflow/list'
import type { Viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { Field } from '@/ui/primitives/field'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { TextInput } from '@/ui/primitives/inputs'
import { LinkButton } from '@/ui/primitives/link-button'
import { FilterSelect } from '../../_components/filter-select'
import { oneOf, wholeOf } from '../../_lib/href'

const TIERS = ['1', '2', '3', '4'] as const

/** The address as the query takes it. */
export function filterOf(params: Record<string, string | undefined>) {
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

/** In the address, so that a view can be kept and sent. */
export function Filters({
  filter,
  list,
  viewer: { m, locale },
}: {
  filter: Filter
  list: WorkflowList
  viewer: Viewer
}) {
  const { filters, lifecycles, tiers } = m.workflow
  const count = new Intl.NumberFormat(locale)
  const tierWords = { 1: tiers.t1, 2: tiers.t2, 3: tiers.t3, 4: tiers.t4 }
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
        options={([1, 2, 3, 4] as const).map((value) => ({ value: String(value), label: tierWords[value] }))}
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

/** Says what to do next. */
export function Empty({ hasAny, viewer: { m } }: { hasAny: boolean; viewer: Viewer }) {
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
