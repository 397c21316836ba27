'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../../_components/form-problem'
import { TextField } from '../../../_components/text-field'
import type { PlaceChoice } from './explain-box'

interface Props {
  calendarId: string
  places: readonly PlaceChoice[]
  today: string
}

/** Lets a place follow this calendar, or again what stands above it, from a date on. */
export function AssignForm({ calendarId, places, today }: Props) {
  const { t, f } = useT('calendar')
  const words = t.places
  const [placeId, setPlaceId] = useState(places[0]?.id ?? '')
  const [isThis, setIsThis] = useState(true)
  const [effectiveFrom, setEffectiveFrom] = useState(today)
  const [reason, setReason] = useState('')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const place = places.find(({ id }) => id === placeId)
  const { mutate, isPending, error } = useMutation(
    api.calendar.assign.mutationOptions({
      onSuccess: () => {
        toast.done(f(words.done, { name: place?.name ?? '', day: effectiveFrom }))
        setReason('')
        router.refresh()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!place) return
    const equipmentId = place.level === 'site' ? null : place.id
    mutate({
      siteId: place.siteId,
      equipmentId,
      calendarId: isThis ? calendarId : null,
      effectiveFrom,
      reason: reason || null,
    })
  }
  return (
    <form onSubmit={submit} className="mt-3 grid gap-3 sm:grid-cols-2">
      <Field label={words.place}>
        {(control) => (
          <Select {...control} value={placeId} onChange={(event) => setPlaceId(event.target.value)}>
            {places.map(({ id, name, level }) => (
              <option key={id} value={id}>{`${name} (${t.levels[level]})`}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.calendar}>
        {(control) => (
          <Select
            {...control}
            value={isThis ? 'this' : 'inherit'}
            onChange={(event) => setIsThis(event.target.value === 'this')}
          >
            <option value="this">{words.this}</option>
            <option value="inherit">{words.inherit}</option>
          </Select>
        )}
      </Field>
      <TextField label={words.from} type="date" required value={effectiveFrom} onChange={setEffectiveFrom} />
      <TextField label={words.reason} hint={words.reasonHint} maxLength={500} value={reason} onChange={setReason} />
      <div className="flex flex-wrap items-center gap-3 sm:col-span-2">
        <Button type="submit" isPending={isPending}>
          {words.assign}
        </Button>
        <FormProblem error={error} />
      </div>
    </form>
  )
}
