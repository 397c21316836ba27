'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import { useOutcome } from '../../settings/_components/use-outcome'

export interface TaskActionsProps {
  taskId: string
  title: string
  client: string
  state: 'open' | 'overdue' | 'unverified' | 'closed'
  isOwnWork: boolean
}

function Finish({ taskId, title, client }: Pick<TaskActionsProps, 'taskId' | 'title' | 'client'>) {
  const [{ t, f }, incident] = [useT('incidentWork'), useT('incident').t]
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const save = useMutation(
    api.incident.finishTask.mutationOptions({
      onSuccess: ({ number, needsVerifying }) => {
        outcome.done(f(needsVerifying ? t.tasks.doneVerify : t.tasks.doneSaved, { number: String(number) }))
        setOpen(false)
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ taskId, outcome: words })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.tasks.done}</Button>
      <Dialog
        title={f(t.tasks.doneTitle, { client })}
        description={title}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={incident.actions.close}
      >
        <form onSubmit={submit} className="grid gap-4">
          <Field label={t.tasks.outcome}>
            {(control) => (
              <TextArea
                {...control}
                required
                maxLength={4000}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </Field>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{incident.actions.cancel}</Button>
            <Button type="submit" look="primary" isPending={save.isPending} disabled={words.trim() === ''}>
              {t.tasks.done}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

/** The next step of a task: done, then verified by somebody else. */
export function TaskActions({ state, isOwnWork, ...task }: TaskActionsProps) {
  const { t, f } = useT('incidentWork')
  const [api, outcome] = [useApi(), useOutcome()]
  const verify = useMutation(
    api.incident.verifyTask.mutationOptions({
      onSuccess: ({ number }) => outcome.done(f(t.tasks.verified, { number: String(number) })),
      onError: outcome.failed,
    }),
  )
  if (state === 'closed') return null
  if (state !== 'unverified') return <Finish {...task} />
  if (isOwnWork) return <span className="text-12 text-ink-3">{t.tasks.byAnother}</span>
  return (
    <Button isPending={verify.isPending} onClick={() => verify.mutate({ taskId: task.taskId })}>
      {t.tasks.verify}
    </Button>
  )
}
