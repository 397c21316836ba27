'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'
import type { FormProps } from '../_components/subject'
import { WorkDialog } from './frame'
import type { Work } from './work'

/** Hands it to somebody who may have it; whoever has it now is named to the server, so that nobody takes over by accident. */
export function AssignForm({ work, ...props }: FormProps & { work: Work }) {
  const { t, f } = useT('incidentWork')
  const [api, outcome] = [useApi(), useOutcome()]
  const [userId, setUserId] = useState(work.assignee.userId ?? work.myId ?? '')
  const { incidentId, ...named } = props.subject
  const save = useMutation(
    api.incident.assign.mutationOptions({
      onSuccess: ({ assigneeName }) => {
        outcome.done(f(assigneeName ? t.actions.assigned : t.actions.released, { ...named, name: assigneeName ?? '' }))
        props.onClose()
      },
      onError: outcome.failed,
    }),
  )
  return (
    <WorkDialog
      {...props}
      title={f(t.actions.assignTitle, named)}
      isPending={save.isPending}
      onSubmit={() => save.mutate({ incidentId, userId: userId || null, heldByUserId: work.assignee.userId })}
    >
      <Field label={t.actions.to}>
        {(control) => (
          <Select {...control} value={userId} onChange={(event) => setUserId(event.target.value)}>
            <option value="">{t.actions.nobody}</option>
            {work.responders.map((each) => (
              <option key={each.userId} value={each.userId}>
                {each.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </WorkDialog>
  )
}
