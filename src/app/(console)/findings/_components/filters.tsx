import { FINDING_STATUSES, type FindingStatus, SEVERITIES, type Severity } from '@/domain/finding/schema'
import type { FindingList } from '@/services/finding/list'
import type { Viewer } from '@/ui/i18n/server'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { FilterSelect } from '../../_components/filter-select'
import { findingKind } from '../../_governance/finding-words'

interface Filter {
  client: string | null
  workflowId: string | null
  kind: string | null
  severity: Severity | null
  status: FindingStatus
}

/** The list's filters; the form writes the address. */
export function Filters({ list, filter, viewer }: { list: FindingList; filter: Filter; viewer: Viewer }) {
  const { m } = viewer
  const words = m.finding
  const { all } = words.filters
  return (
    <FilterBar action="/findings" apply={m.common.apply}>
      {filter.workflowId && <input type="hidden" name="workflow" value={filter.workflowId} />}
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
        all={all}
        options={SEVERITIES.map((value) => ({ value, label: words.severities[value] }))}
      />
      <FilterSelect
        name="kind"
        label={words.filters.kind}
        value={filter.kind}
        all={all}
        options={list.kinds.map((value) => ({ value, label: findingKind(value, viewer) }))}
      />
      <FilterSelect
        name="client"
        label={words.filters.client}
        value={filter.client}
        all={all}
        options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
    </FilterBar>
  )
}
