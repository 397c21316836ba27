'use client'
import type { ConnectionForm } from '@/services/connection/form'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Checkbox, Select } from '@/ui/primitives/inputs'
import { TextField } from '../../../_components/text-field'

export interface Place {
  clientId: string
  siteId: string
  name: string
  everyS: number
  isAllWatched: boolean
}

/** Whose it is, and how often it is read. */
export function PlaceStep({
  place,
  form,
  onChange,
}: {
  place: Place
  form: ConnectionForm
  onChange: (place: Place) => void
}) {
  const { t } = useT('connection')
  const words = t.wizard
  const set = (change: Partial<Place>) => onChange({ ...place, ...change })
  const { s30, s60, s300, s900 } = words.everyOptions
  return (
    <div className="grid max-w-lg gap-4">
      <Field label={words.client}>
        {(control) => (
          <Select
            {...control}
            required
            value={place.clientId}
            onChange={(event) => set({ clientId: event.target.value, siteId: '' })}
          >
            <option value="">{words.choose}</option>
            {form.clients.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.site}>
        {(control) => (
          <Select {...control} value={place.siteId} onChange={(event) => set({ siteId: event.target.value })}>
            <option value="">{words.noSite}</option>
            {form.sites
              .filter(({ clientId }) => clientId === place.clientId)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        )}
      </Field>
      <TextField label={words.name} required maxLength={80} value={place.name} onChange={(name) => set({ name })} />
      <Field label={words.every}>
        {(control) => (
          <Select {...control} value={place.everyS} onChange={(event) => set({ everyS: Number(event.target.value) })}>
            <option value={30}>{s30}</option>
            <option value={60}>{s60}</option>
            <option value={300}>{s300}</option>
            <option value={900}>{s900}</option>
          </Select>
        )}
      </Field>
      <Checkbox
        label={words.allWatched}
        checked={place.isAllWatched}
        onChange={(event) => set({ isAllWatched: event.target.checked })}
      />
    </div>
  )
}
