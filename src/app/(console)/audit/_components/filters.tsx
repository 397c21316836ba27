import { DateTime } from 'luxon'
import type { AuditPage } from '@/services/audit/list'
import type { Viewer } from '@/ui/i18n/server'
import { Field } from '@/ui/primitives/field'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { TextInput } from '@/ui/primitives/inputs'
import { FilterSelect } from '../../_components/filter-select'
import { wholeOf } from '../../_lib/href'

type Params = Record<string, string | undefined>

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A reader's day as an instant; `days` later for the inclusive end. */
function dayStart(day: string | undefined, zone: string, days = 0): Date | null {
  if (!day || !DAY.test(day)) return null
  const at = DateTime.fromISO(day, { zone }).plus({ days })
  return at.isValid ? at.toJSDate() : null
}

/** The address as the query takes it; days are the reader's. */
export function filterOf(params: Params, zone: string) {
  const before = wholeOf(params.before)
  return {
    actor: params.actor?.slice(0, 100) || null,
    action: params.action?.slice(0, 60) || null,
    client: params.client || null,
    from: dayStart(params.from, zone),
    to: dayStart(params.to, zone, 1),
    before: before === null ? null : BigInt(before),
  }
}

export function Filters({ params, data, viewer: { m } }: { params: Params; data: AuditPage; viewer: Viewer }) {
  const { filters } = m.audit
  const nouns = [...new Set(data.actions.map((action) => action.split('.')[0] ?? ''))]
  const actions = [...nouns, ...data.actions].map((value) => ({ value, label: value }))
  return (
    <FilterBar action="/audit" apply={m.common.apply}>
      <Field label={filters.actor} className="max-sm:w-full">
        {(control) => <TextInput {...control} name="actor" maxLength={100} defaultValue={params.actor ?? ''} />}
      </Field>
      <FilterSelect
        name="action"
        label={filters.action}
        value={params.action ?? null}
        all={filters.all}
        options={actions}
      />
      <FilterSelect
        name="client"
        label={filters.client}
        value={params.client ?? null}
        all={filters.all}
        options={data.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <Field label={filters.from}>
        {(control) => <TextInput {...control} type="date" name="from" defaultValue={params.from ?? ''} />}
      </Field>
      <Field label={filters.to}>
        {(control) => <TextInput {...control} type="date" name="to" defaultValue={params.to ?? ''} />}
      </Field>
    </FilterBar>
  )
}
