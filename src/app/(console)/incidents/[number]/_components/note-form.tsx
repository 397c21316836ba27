'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Audience } from '@/domain/incident/schema'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'
import type { FormProps, Subject } from './subject'

function AudienceChoice({
  value,
  onChange,
  subject,
}: {
  value: Audience | null
  onChange: (value: Audience) => void
  subject: Subject
}) {
  const { t, f } = useT('incident')
  const choices = [
    {
      audience: 'internal' as const,
      label: f(t.actions.noteInternal, { partner: subject.partner }),
      edge: 'border-dashed border-line-2',
    },
    {
      audience: 'client' as const,
      label: f(t.actions.noteClient, { client: subject.client }),
      edge: 'border-line border-l-2 border-l-brand-line',
    },
  ]
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-12 text-ink-2">{t.actions.noteFor}</legend>
      <div className="grid gap-2">
        {choices.map(({ audience, label, edge }) => (
          <label
            key={audience}
            className={`flex min-h-9 items-center gap-2 rounded-sm border px-3 py-1.5 max-sm:min-h-11 ${edge}`}
          >
            <input
              type="radio"
              name="audience"
              required
              checked={value === audience}
              onChange={() => onChange(audience)}
              className="size-4 flex-none accent-brand-btn"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Nobody is preselected: who reads a note is a decision, and the button repeats it. */
export function NoteForm({ subject, isOpen, onClose }: FormProps) {
  const { t, f } = useT('incident')
  const api = useApi()
  const outcome = useOutcome()
  const [audience, setAudience] = useState<Audience | null>(null)
  const [body, setBody] = useState('')
  const words = t.actions
  const save = useMutation(
    api.incident.note.mutationOptions({
      onSuccess: (_, { audience: read }) => {
        outcome.done(
          f(read === 'client' ? words.published : words.noted, { number: subject.number, client: subject.client }),
        )
        setAudience(null)
        setBody('')
        onClose()
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (audience) save.mutate({ incidentId: subject.incidentId, audience, body })
  }
  const button =
    audience === 'client'
      ? f(words.notePublish, { client: subject.client })
      : audience
        ? words.noteSave
        : words.noteChoose
  return (
    <Dialog title={`${words.note}: ${subject.client}`} isOpen={isOpen} onOpenChange={onClose} closeLabel={words.close}>
      <form onSubmit={submit} className="grid gap-4">
        <AudienceChoice value={audience} onChange={setAudience} subject={subject} />
        <Field label={words.noteBody}>
          {(control) => (
            <TextArea
              {...control}
              required
              maxLength={4000}
              rows={5}
              value={body}
              onChange={(event) => setBody(event.target.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" look="primary" isPending={save.isPending} disabled={!audience || body.trim() === ''}>
            {button}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
