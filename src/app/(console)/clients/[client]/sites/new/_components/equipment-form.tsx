'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { suggestSlug } from '@/domain/client/slug'
import type { EquipmentFields, SiteFields } from '@/services/client/form'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { FormProblem } from '../../../../../_components/form-problem'
import { TextField } from '../../../../../_components/text-field'
import { useOutcome } from '../../../../../settings/_components/use-outcome'

const LEVELS = ['area', 'line'] as const
type Level = (typeof LEVELS)[number]

interface EquipmentFormProps {
  sites: readonly SiteFields[]
  equipment: readonly EquipmentFields[]
}

/** Where a node may stand: an area in a plant, a line in an area. */
interface Place {
  id: string
  label: string
  siteId: string
  parentId: string | null
}

function placesOf(level: Level, { sites, equipment }: EquipmentFormProps): Place[] {
  if (level === 'area') return sites.map(({ id, name }) => ({ id, label: name, siteId: id, parentId: null }))
  return equipment
    .filter((node) => node.level === 'area')
    .map(({ id, name, siteId }) => {
      const site = sites.find((each) => each.id === siteId)?.name ?? ''
      return { id, label: `${site} / ${name}`, siteId, parentId: id }
    })
}

function useCreate(onDone: () => void) {
  const { t, f } = useT('registry')
  const [api, { done }] = [useApi(), useOutcome()]
  return useMutation(
    api.equipment.create.mutationOptions({
      onSuccess: (_, { name }) => {
        done(f(t.equipment.created, { name }))
        onDone()
      },
    }),
  )
}

/** Adds an area or a line. */
export function EquipmentForm(given: EquipmentFormProps) {
  const { t } = useT('registry')
  const words = t.equipment
  const [level, setLevel] = useState<Level>('area')
  const [placeId, setPlaceId] = useState('')
  const [name, setName] = useState('')
  const { mutate, isPending, error } = useCreate(() => setName(''))
  if (given.sites.length === 0) return <p className="py-3 text-ink-2">{words.needSite}</p>
  const places = placesOf(level, given)
  const place = places.find(({ id }) => id === placeId) ?? places[0]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (place) mutate({ siteId: place.siteId, parentId: place.parentId, level, name, slug: suggestSlug(name) })
  }
  return (
    <form onSubmit={submit} className="grid gap-4 pt-3">
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={words.level}>
          {(control) => (
            <Select {...control} value={level} onChange={(event) => setLevel(event.target.value as Level)}>
              {LEVELS.map((each) => (
                <option key={each} value={each}>
                  {words.levels[each]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={words.parent}>
          {(control) => (
            <Select {...control} value={place?.id ?? ''} onChange={(event) => setPlaceId(event.target.value)}>
              {places.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <TextField label={words.name} required maxLength={120} value={name} onChange={setName} />
      </div>
      {!place && <p className="text-12 text-ink-3">{words.needArea}</p>}
      <FormProblem error={error} />
      <Button
        type="submit"
        isPending={isPending}
        disabled={!place || suggestSlug(name) === ''}
        className="justify-self-start"
      >
        {words.create}
      </Button>
    </form>
  )
}
