import { VERDICTS, type Verdict } from '@/domain/objective/attain'
import { OBJECTIVE_FORMS, type ObjectiveForm } from '@/domain/objective/schema'
import type { ObjectiveList } from '@/services/objective/list'
import type { Viewer } from '@/ui/i18n/server'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { FilterSelect } from '../../_components/filter-select'

interface Props {
  list: ObjectiveList
  filter: { client: string | null; verdict: Verdict | null; form: ObjectiveForm | null }
  viewer: Viewer
}

/** State, kind and client; the address keeps them. */
export function ObjectiveFilters({ list, filter, viewer: { m } }: Props) {
  const { filters } = m.promise
  return (
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
  )
}
