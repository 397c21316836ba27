'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { suggestSlug } from '@/domain/client/slug'
import { HOLIDAY_SETS, type HolidaySet, holidaySetOf } from '@/domain/onboarding/holidays'
import { zoneOfCity } from '@/domain/onboarding/zone'
import { isZone } from '@/lib/zone'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'
import { HOURS, type Hours, rulesOf } from './site-draft'

interface ChoiceProps<Value extends string> {
  label: string
  hint?: string
  value: Value
  values: readonly Value[]
  words: Readonly<Record<Value, string>>
  onChange: (value: Value) => void
}

function Choice<Value extends string>({ label, hint, value, values, words, onChange }: ChoiceProps<Value>) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value as Value)}>
          {values.map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

interface SiteStepProps {
  clientId: string
  zones: readonly string[]
  /** the reader's own zone */
  here: string
  nextHref: string
  names: readonly string[]
}

function useAdd(nextHref: string) {
  const { t, f } = useT('start')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  return useMutation(
    api.onboarding.addPlant.mutationOptions({
      onSuccess: (_, { name }) => {
        toast.done(f(t.site.created, { name }))
        router.push(nextHref)
        router.refresh()
      },
    }),
  )
}

/** A plant, its clock and its hours: the zone follows the city until somebody says otherwise. */
export function SiteStep({ clientId, zones, here, nextHref, names }: SiteStepProps) {
  const { t, f } = useT('start')
  const { shiftNames } = useT('calendar').t
  const words = t.site
  const [name, setName] = useState<string>(words.namePlaceholder)
  const [city, setCity] = useState('')
  const [ownZone, setOwnZone] = useState<string | null>(null)
  const [hours, setHours] = useState<Hours>('two')
  const [ownDays, setOwnDays] = useState<HolidaySet | null>(null)
  const { mutate, isPending, error } = useAdd(nextHref)
  const found = zoneOfCity(city, zones)
  const zone = ownZone ?? found ?? here
  const days = ownDays ?? holidaySetOf(zone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const rules = rulesOf(hours, shiftNames, days, new Date().getFullYear())
    const calendar = rules && { name: f(words.calendarName, { site: name }), rules }
    mutate({ clientId, slug: suggestSlug(name), name, city, zone, calendar })
  }
  const zoneHint = found ? words.zoneFromCity : words.zoneFromHere
  return (
    <form onSubmit={submit} className="grid max-w-lg gap-4">
      {names.length > 0 && <p className="text-ink-2">{f(words.have, { names: names.join(', ') })}</p>}
      <TextField label={words.name} required maxLength={120} value={name} onChange={setName} />
      <TextField label={words.city} required maxLength={120} value={city} onChange={setCity} autoFocus />
      <TextField
        label={words.zone}
        required
        list="zones"
        spellCheck={false}
        value={zone}
        onChange={setOwnZone}
        hint={ownZone === null ? zoneHint : null}
        error={isZone(zone) ? null : words.zoneUnknown}
      />
      <datalist id="zones">
        {zones.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Choice
        label={words.hours}
        hint={words.hoursHint}
        value={hours}
        values={HOURS}
        words={words.patterns}
        onChange={setHours}
      />
      <Choice
        label={words.holidays}
        value={days}
        values={HOLIDAY_SETS}
        words={words.holidaySets}
        onChange={setOwnDays}
      />
      <FormProblem error={error} />
      <Button
        type="submit"
        look="primary"
        isPending={isPending}
        disabled={!isZone(zone)}
        className="justify-self-start"
      >
        {words.create}
      </Button>
    </form>
  )
}
