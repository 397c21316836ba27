import { INCIDENT_KINDS } from '@/domain/incident/schema'
import type { Viewer } from '@/ui/i18n/server'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { FilterSelect } from '../../_components/filter-select'
import { type IncidentFilter, ONLY, OWNERS, paramsOf, STATUSES } from '../_lib/filter'

export interface FiltersProps {
  filter: IncidentFilter
  clients: readonly { slug: string; name: string }[]
  viewer: Viewer
  /** tasks are the team's */
  mayRespond: boolean
}

/** Each filter stands in the address. */
export function Filters({ filter, clients, viewer: { m, f }, mayRespond }: FiltersProps) {
  const words = m.incidentWork.list
  const { filters, statuses } = m.incident
  const names = { ...statuses, unresolved: filters.unresolved, all: filters.all }
  const owners = { mine: words.mine, unassigned: words.unassigned }
  const only = { snoozed: words.snoozed, tasks: words.withTasks }
  const shown = ONLY.filter((value) => mayRespond || value !== 'tasks')
  return (
    <FilterBar action="/incidents" apply={m.common.apply}>
      <FilterSelect
        name="status"
        label={filters.status}
        value={filter.status}
        options={STATUSES.map((value) => ({ value, label: names[value] }))}
      />
      <FilterSelect
        name="client"
        label={filters.client}
        value={filter.client}
        all={filters.all}
        options={clients.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <FilterSelect
        name="owner"
        label={words.owner}
        value={filter.owner}
        all={filters.all}
        options={OWNERS.map((value) => ({ value, label: owners[value] }))}
      />
      <FilterSelect
        name="kind"
        label={words.kind}
        value={filter.kind}
        all={filters.all}
        options={INCIDENT_KINDS.map((value) => ({ value, label: m.incident.kindWords[value] }))}
      />
      <FilterSelect
        name="tier"
        label={words.tier}
        value={filter.tier}
        all={filters.all}
        options={[1, 2, 3].map((tier) => ({ value: String(tier), label: f(words.tierOf, { tier }) }))}
      />
      <FilterSelect
        name="only"
        label={words.more}
        value={paramsOf(filter).only}
        all={filters.all}
        options={shown.map((value) => ({ value, label: only[value] }))}
      />
    </FilterBar>
  )
}
