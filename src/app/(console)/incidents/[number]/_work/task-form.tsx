'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select, TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'
import { instantOfWall, wallOf } from '../../_lib/wall'
import type { FormProps } from '../_components/subject'
import { Words, WorkDialog } from './frame'
import type { Work } from './work'

const KINDS = ['follow_up', 'corrective', 'preventive'] as const
const WEEK_MS = 7 * 86_400_000

/** What follows from it: kind, words, who, until the end of which day at the plant. */
export function TaskForm({ work, ...props }: FormProps & { work: Work }) {
  const { t, f } = useT('incidentWork')
  const [api, outcome] = [useApi(), useOutcome()]
  const [kind, setKind] = useState<(typeof KINDS)[number]>('follow_up')
  const [title, setTitle] = useState('')
  const [userId, setUserId] = useState(work.assignee.userId ?? work.myId ?? '')
  const [day, setDay] = useState(() => wallOf(new Date(Date.now() + WEEK_MS), work.zone).slice(0, 10))
  const { incidentId, ...named } = props.subject
  const save = useMutation(
    api.incident.addTask.mutationOptions({
      onSuccess: () => {
        outcome.done(f(t.actions.taskAdded, named))
        setTitle('')
        props.onClose()
      },
      onError: outcome.failed,
    }),
  )
  return (
    <WorkDialog
      {...props}
      title={f(t.actions.taskTitle, named)}
      isPending={save.isPending}
      isReady={title.trim() !== '' && userId !== '' && day !== ''}
      onSubmit={() => save.mutate({ incidentId, kind, title, userId, dueAt: instantOfWall(`${day}T23:59`, work.zone) })}
    >
      <Words label={t.actions.taskWhat} value={title} onChange={setTitle} max={300} rows={2} />
      <Field label={t.actions.taskKind}>
        {(control) => (
          <Select
            {...control}
            value={kind}
            onChange={(event) => setKind(KINDS.find((each) => each === event.target.value) ?? 'follow_up')}
          >
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {t.tasks.kinds[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t.actions.to}>
        {(control) => (
          <Select {...control} value={userId} required onChange={(event) => setUserId(event.target.value)}>
            {work.responders.map((each) => (
              <option key={each.userId} value={each.userId}>
                {each.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t.actions.taskDue}>
        {(control) => (
          <TextInput {...control} type="date" required value={day} onChange={(event) => setDay(event.target.value)} />
        )}
      </Field>
    </WorkDialog>
  )
}
