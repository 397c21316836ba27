'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { CalendarRules } from '@/domain/calendar/schema'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Section } from '@/ui/primitives/section'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../../../_components/form-problem'
import { TextField } from '../../../../_components/text-field'
import { Preview, usePreview } from './preview'
import { RuleFields } from './rule-fields'

interface Props {
  calendar: { id: string; name: string; zone: string; basedOn: number }
  rules: CalendarRules
  firstDay: string
}

/** Rules as a form, with the week drawn and the change counted while one writes. */
export function Editor({ calendar, rules: given, firstDay }: Props) {
  const { t, f } = useT('calendar')
  const words = t.edit
  const [rules, setRules] = useState(given)
  const [effectiveFrom, setEffectiveFrom] = useState(firstDay)
  const [reason, setReason] = useState('')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const preview = usePreview({ calendarId: calendar.id, effectiveFrom, rules, zone: calendar.zone })
  const { mutate, isPending, error } = useMutation(
    api.calendar.addVersion.mutationOptions({
      onSuccess: ({ number }) => {
        toast.done(f(words.saved, { number, name: calendar.name }))
        router.push(`/calendars/${calendar.id}`)
        router.refresh()
      },
    }),
  )
  const change = (part: Partial<CalendarRules>) => setRules((before) => ({ ...before, ...part }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ calendarId: calendar.id, effectiveFrom, rules, basedOn: calendar.basedOn, reason: reason || null })
  }
  return (
    <form onSubmit={submit} className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <RuleFields rules={rules} onChange={change} />
      <div className="grid content-start gap-6">
        <Section title={words.effectiveFrom}>
          <div className="grid gap-3 py-2">
            <TextField
              label={words.effectiveFrom}
              type="date"
              required
              value={effectiveFrom}
              onChange={setEffectiveFrom}
            />
            {preview.data?.needsReason && (
              <TextField
                label={words.reason}
                hint={words.reasonHint}
                required
                minLength={5}
                maxLength={500}
                value={reason}
                onChange={setReason}
              />
            )}
            <FormProblem error={error} />
            <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
              {words.save}
            </Button>
          </div>
        </Section>
        <Preview {...preview} />
      </div>
    </form>
  )
}
