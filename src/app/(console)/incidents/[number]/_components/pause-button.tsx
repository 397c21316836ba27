'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PauseReason } from '@/domain/contract/schema'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { Select, TextArea } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'
import type { Subject } from './subject'

interface Props {
  subject: Subject
  isPaused: boolean
  /** reasons the contract accepts */
  reasons: readonly PauseReason[]
}

/** Lets the clocks go on; no question asked. */
function ResumeButton({ subject }: { subject: Subject }) {
  const { t, f } = useT('promise')
  const [api, outcome] = [useApi(), useOutcome()]
  const resume = useMutation(
    api.incident.resume.mutationOptions({
      onSuccess: () => outcome.done(f(t.clocks.resumed, { number: subject.number, client: subject.client })),
      onError: outcome.failed,
    }),
  )
  return (
    <Button isPending={resume.isPending} onClick={() => resume.mutate({ incidentId: subject.incidentId })}>
      {t.clocks.resume}
    </Button>
  )
}

/** Stops the clocks for a reason the contract accepts; the record keeps who and why. */
export function PauseButton({ subject, isPaused, reasons }: Props) {
  const { t, f } = useT('promise')
  const words = t.clocks
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState<PauseReason | undefined>(reasons[0])
  const [note, setNote] = useState('')
  const { incidentId, ...named } = subject
  const pause = useMutation(
    api.incident.pause.mutationOptions({
      onSuccess: () => {
        outcome.done(f(words.paused, named))
        setOpen(false)
      },
      onError: outcome.failed,
    }),
  )
  if (isPaused) return <ResumeButton subject={subject} />
  if (!reason) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    pause.mutate({ incidentId, reason, note })
  }
  const choose = (value: string) => setReason(reasons.find((each) => each === value))
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.pause}</Button>
      <Dialog
        title={f(words.pauseTitle, named)}
        description={words.pauseHint}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={words.close}
      >
        <form onSubmit={submit} className="grid gap-4">
          <Field label={words.reason}>
            {(control) => (
              <Select {...control} value={reason} onChange={(event) => choose(event.target.value)}>
                {reasons.map((each) => (
                  <option key={each} value={each}>
                    {words.pauseReasons[each]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={words.words}>
            {(control) => (
              <TextArea
                {...control}
                rows={3}
                maxLength={1000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{words.cancel}</Button>
            <Button type="submit" look="primary" isPending={pause.isPending}>
              {words.pause}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
