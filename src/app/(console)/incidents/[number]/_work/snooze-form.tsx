'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'
import type { FormProps } from '../_components/subject'
import { Words, WorkDialog } from './frame'

const HOURS = [1, 2, 4, 8, 24, 72] as const
const HOUR_MS = 3_600_000

/** How long, and why: the reason stands on the page for whoever wonders. */
export function SnoozeForm(props: FormProps) {
  const { t, f } = useT('incidentWork')
  const [api, outcome] = [useApi(), useOutcome()]
  const [hours, setHours] = useState<number>(2)
  const [reason, setReason] = useState('')
  const { incidentId, ...named } = props.subject
  const save = useMutation(
    api.incident.snooze.mutationOptions({
      onSuccess: () => {
        outcome.done(f(t.actions.snoozed, named))
        props.onClose()
      },
      onError: outcome.failed,
    }),
  )
  return (
    <WorkDialog
      {...props}
      title={f(t.actions.snoozeTitle, named)}
      hint={t.actions.snoozeHint}
      isPending={save.isPending}
      isReady={reason.trim() !== ''}
      onSubmit={() => save.mutate({ incidentId, until: new Date(Date.now() + hours * HOUR_MS), reason })}
    >
      <Field label={t.actions.snoozeFor}>
        {(control) => (
          <Select {...control} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
            {HOURS.map((count) => (
              <option key={count} value={count}>
                {f(t.actions.hours, { count })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Words label={t.actions.reason} value={reason} onChange={setReason} />
    </WorkDialog>
  )
}
