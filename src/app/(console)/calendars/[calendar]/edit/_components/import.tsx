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
import { Found } from './found'

interface Props {
  known: readonly Holiday[]
  onAdd: (holidays: Holiday[]) => void
}

/** Holidays from an .ics file or its text: looked at first, then added to the list above. */
export function Import({ known, onAdd }: Props) {
  const words = useT('calendar').t.edit.import
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
        {reading.data && <Found read={reading.data} known={dates} fresh={fresh} onAdd={add} />}
      </div>
    </Section>
  )
}
