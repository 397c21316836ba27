'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Holiday } from '@/domain/calendar/schema'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import { Section } from '@/ui/primitives/section'
import { FormProblem } from '../../../../_components/form-problem'
import { TextField } from '../../../../_components/text-field'
import { dateWords } from '../../../_components/words'

interface Props {
  known: readonly Holiday[]
  onAdd: (holidays: Holiday[]) => void
}

/** Holidays from an .ics file or its text: looked at first, then added to the list above. */
export function Import({ known, onAdd }: Props) {
  const { t, f, locale } = useT('calendar')
  const words = t.edit.import
  const year = new Date().getFullYear()
  const [ics, setIcs] = useState('')
  const [fromDay, setFromDay] = useState(`${year}-01-01`)
  const [toDay, setToDay] = useState(`${year + 1}-12-31`)
  const [api, queries] = [useApi(), useQueryClient()]
  const reading = useMutation({
    mutationFn: () => queries.fetchQuery(api.calendar.readHolidays.queryOptions({ ics, fromDay, toDay })),
  })
  const dates = new Set(known.map(({ date }) => date))
  const fresh = (reading.data?.holidays ?? []).filter(({ date }) => !dates.has(date))
  const add = () => {
    onAdd([...known, ...fresh].toSorted((a, b) => a.date.localeCompare(b.date)))
    reading.reset()
  }
  return (
    <Section title={words.title} note={words.hint}>
      <div className="grid gap-3 py-2">
        <Field label={words.file}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".ics,text/calendar"
              onChange={(event) => void event.target.files?.[0]?.text().then(setIcs)}
            />
          )}
        </Field>
        <Field label={words.text}>
          {(control) => (
            <TextArea
              {...control}
              rows={4}
              className="font-mono text-12"
              value={ics}
              onChange={(event) => setIcs(event.target.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap items-end gap-3">
          <TextField label={words.fromDay} type="date" value={fromDay} onChange={setFromDay} />
          <TextField label={words.toDay} type="date" value={toDay} onChange={setToDay} />
          <Button
            type="button"
            disabled={ics.trim() === ''}
            isPending={reading.isPending}
            onClick={() => reading.mutate()}
          >
            {words.read}
          </Button>
        </div>
        <FormProblem error={reading.error} />
        {reading.data && (
          <div className="grid gap-2" aria-live="polite">
            <p className="font-medium">{f(words.found, { count: reading.data.holidays.length })}</p>
            <ul className="grid gap-0.5 sm:grid-cols-2">
              {reading.data.holidays.map(({ date, name }) => (
                <li key={date} className={dates.has(date) ? 'text-ink-3' : ''}>
                  <span className="tabular-nums">{dateWords(date, locale)}</span> {name}
                  {dates.has(date) && ` (${words.known})`}
                </li>
              ))}
            </ul>
            {reading.data.skipped.length > 0 && (
              <details className="text-12 text-ink-2">
                <summary>{f(words.skipped, { count: reading.data.skipped.length })}</summary>
                {reading.data.skipped.map(({ name, reason }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two events may be alike
                  <p key={index}>{`${name}: ${words.reasons[reason]}`}</p>
                ))}
              </details>
            )}
            {fresh.length > 0 && (
              <Button type="button" className="justify-self-start" onClick={add}>
                {f(words.add, { count: fresh.length })}
              </Button>
            )}
          </div>
        )}
      </div>
    </Section>
  )
}
