'use client'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { instantOf } from '@/domain/calendar/zone'
import type { CalendarExplanation } from '@/services/calendar/explain'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { FormProblem } from '../../../_components/form-problem'
import { TextField } from '../../../_components/text-field'
import { dateWords } from '../../_components/words'

export interface PlaceChoice {
  id: string
  siteId: string
  level: 'site' | 'area' | 'line'
  name: string
  zone: string
}

function useSentences() {
  const { t, f, locale } = useT('calendar')
  const words = t.explain
  return ({ isOpen, local, rule, insteadOf, version, assignedAt, rotationWeek }: CalendarExplanation): string[] => {
    const values: Record<string, string> = { name: rule.name }
    if ('day' in rule) Object.assign(values, { day: dateWords(rule.day, locale), from: rule.from, to: rule.to })
    if ('firstDay' in rule)
      Object.assign(values, { firstDay: dateWords(rule.firstDay, locale), lastDay: dateWords(rule.lastDay, locale) })
    const wall = `${dateWords(local.slice(0, 10), locale)}, ${local.slice(11)}`
    return [
      f(isOpen ? words.counted : words.notCounted, { local: wall }),
      f(words.rules[rule.kind], values),
      ...(insteadOf ? [f(words.insteadOf[insteadOf.kind], { name: insteadOf.name })] : []),
      ...(rotationWeek ? [f(words.rotation, { week: rotationWeek })] : []),
      ...(version?.label && assignedAt
        ? [f(words.source, { version: version.label, place: assignedAt.name, level: t.levels[assignedAt.level] })]
        : []),
    ]
  }
}

/** Asks the calendar about one minute of one place, and says which rule decided. */
export function ExplainBox({
  places,
  first,
}: {
  places: readonly PlaceChoice[]
  first: { placeId: string; local: string }
}) {
  const { t } = useT('calendar')
  const words = t.explain
  const [placeId, setPlaceId] = useState(first.placeId)
  const [local, setLocal] = useState(first.local)
  const [asked, setAsked] = useState<{ placeId: string; local: string } | null>(null)
  const place = places.find(({ id }) => id === asked?.placeId)
  const at = place && asked ? new Date(instantOf(place.zone, Date.parse(`${asked.local}:00Z`), 'first')) : new Date(0)
  const where = { placeKind: place?.level === 'site' ? 'site' : 'equipment', placeId: place?.id ?? '' } as const
  const { data, error } = useQuery({
    ...useApi().calendar.explain.queryOptions({ at, ...where }),
    enabled: place !== undefined,
  })
  const sentences = useSentences()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked({ placeId, local })
  }
  return (
    <form onSubmit={submit} className="grid gap-3 py-2">
      <p className="text-12 text-ink-2">{words.hint}</p>
      <Field label={words.place}>
        {(control) => (
          <Select {...control} value={placeId} onChange={(event) => setPlaceId(event.target.value)}>
            {places.map(({ id, name, level }) => (
              <option key={id} value={id}>{`${name} (${t.levels[level]})`}</option>
            ))}
          </Select>
        )}
      </Field>
      <TextField label={words.at} type="datetime-local" required value={local} onChange={setLocal} />
      <Button type="submit" className="justify-self-start">
        {words.ask}
      </Button>
      <FormProblem error={error} />
      {data && place && (
        <div aria-live="polite" className="grid gap-1">
          {sentences(data).map((sentence, index) => (
            <p key={sentence} className={index === 0 ? 'font-medium' : 'text-ink-2'}>
              {sentence}
            </p>
          ))}
        </div>
      )}
    </form>
  )
}
