'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { PATTERNS, type Pattern, patternRules } from '@/domain/calendar/patterns'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'

interface Props {
  clients: readonly { id: string; name: string }[]
  firstDay: string
}

function useCreate() {
  const { t, f } = useT('calendar')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  return useMutation(
    api.calendar.create.mutationOptions({
      onSuccess: ({ calendarId }, { name }) => {
        toast.done(f(t.form.created, { name }))
        router.push(`/calendars/${calendarId}`)
        router.refresh()
      },
    }),
  )
}

/** Client, name, pattern and date of a new calendar. */
export function CalendarForm({ clients, firstDay }: Props) {
  const { t } = useT('calendar')
  const words = t.form
  const [clientId, setClientId] = useState(clients[0]?.id ?? '')
  const [name, setName] = useState('')
  const [pattern, setPattern] = useState<Pattern>('two')
  const [effectiveFrom, setEffectiveFrom] = useState(firstDay)
  const { mutate, isPending, error } = useCreate()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ clientId, name, effectiveFrom, rules: patternRules(pattern, t.shiftNames) })
  }
  return (
    <form onSubmit={submit} className="grid max-w-lg gap-4">
      <Field label={words.client}>
        {(control) => (
          <Select {...control} value={clientId} onChange={(event) => setClientId(event.target.value)}>
            {clients.map((client) => (
              <option key={client.id} value={client.id}>
                {client.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <TextField
        label={words.name}
        placeholder={words.namePlaceholder}
        required
        maxLength={120}
        value={name}
        onChange={setName}
      />
      <Field label={words.pattern}>
        {(control) => (
          <Select {...control} value={pattern} onChange={(event) => setPattern(event.target.value as Pattern)}>
            {PATTERNS.map((each) => (
              <option key={each} value={each}>
                {words.patterns[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <TextField label={words.effectiveFrom} type="date" required value={effectiveFrom} onChange={setEffectiveFrom} />
      <FormProblem error={error} />
      <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
        {words.create}
      </Button>
    </form>
  )
}
