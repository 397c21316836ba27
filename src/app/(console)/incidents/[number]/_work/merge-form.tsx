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
import type { Work } from './work'

/** Folds it into another open incident of the same client. */
export function MergeForm({ work, ...props }: FormProps & { work: Work }) {
  const { t, f } = useT('incidentWork')
  const [api, outcome] = [useApi(), useOutcome()]
  const [intoId, setInto] = useState(work.targets[0]?.id ?? '')
  const [reason, setReason] = useState('')
  const { incidentId, ...named } = props.subject
  const save = useMutation(
    api.incident.merge.mutationOptions({
      onSuccess: ({ intoNumber }) => {
        outcome.done(f(t.actions.merged, { ...named, into: String(intoNumber) }))
        props.onClose()
      },
      onError: outcome.failed,
    }),
  )
  return (
    <WorkDialog
      {...props}
      title={f(t.actions.mergeTitle, named)}
      hint={work.targets.length > 0 ? t.actions.mergeHint : f(t.actions.mergeNone, named)}
      isPending={save.isPending}
      isReady={intoId !== '' && reason.trim() !== ''}
      onSubmit={() => save.mutate({ incidentId, intoId, reason })}
    >
      <Field label={t.actions.mergeInto}>
        {(control) => (
          <Select {...control} value={intoId} onChange={(event) => setInto(event.target.value)}>
            {work.targets.map(({ id, number, title }) => (
              <option key={id} value={id}>{`INC-${number} ${title}`}</option>
            ))}
          </Select>
        )}
      </Field>
      <Words label={t.actions.reason} value={reason} onChange={setReason} />
    </WorkDialog>
  )
}
