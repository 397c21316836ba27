'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Audience } from '@/domain/incident/schema'
import { hasGap, TEMPLATE_LOCALES, templateText, UPDATE_TEMPLATES } from '@/domain/incident/update-template'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { Select, TextArea } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'
import type { Work } from '../_work/work'
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

/** A beginning in the client's language, with gaps for what only the writer knows. */
function Templates({ work, onChoose }: { work: Work; onChoose: (text: string) => void }) {
  const { t } = useT('incidentWork')
  const choose = (value: string) => {
    const [locale, template] = value.split('/')
    const known = TEMPLATE_LOCALES.find((each) => each === locale)
    const name = UPDATE_TEMPLATES.find((each) => each === template)
    if (known && name) onChoose(templateText(name, known, work.known))
  }
  return (
    <Field label={t.note.template}>
      {(control) => (
        <Select {...control} defaultValue="" onChange={(event) => choose(event.target.value)}>
          <option value="">{t.note.templateNone}</option>
          {TEMPLATE_LOCALES.map((locale) => (
            <optgroup key={locale} label={locale.toUpperCase()}>
              {UPDATE_TEMPLATES.map((name) => (
                <option key={name} value={`${locale}/${name}`}>
                  {t.note.templates[name]}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** Who reads it is said once more before it leaves the house. */
function Confirm({
  subject,
  work,
  isPending,
  onBack,
}: {
  subject: Subject
  work: Work
  isPending: boolean
  onBack: () => void
}) {
  const { t, f } = useT('incidentWork')
  return (
    <div className="grid gap-3 rounded-sm border border-line border-l-2 border-l-brand-line bg-raised p-3">
      <p role="alert">{f(t.note.confirm, { count: work.clientReaders, client: subject.client })}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onBack}>{t.note.back}</Button>
        <Button type="submit" look="primary" isPending={isPending} autoFocus>
          {f(t.note.yes, { client: subject.client })}
        </Button>
      </div>
    </div>
  )
}

/** Writes a note, and says so. */
function useNote(subject: Subject, onDone: () => void) {
  const { t, f } = useT('incident')
  const [api, outcome] = [useApi(), useOutcome()]
  return useMutation(
    api.incident.note.mutationOptions({
      onSuccess: (_, { audience }) => {
        const words = audience === 'client' ? t.actions.published : t.actions.noted
        outcome.done(f(words, { number: subject.number, client: subject.client }))
        onDone()
      },
      onError: outcome.failed,
    }),
  )
}

/** Nobody is preselected: who reads a note is a decision, and the button repeats it. */
export function NoteForm({ subject, isOpen, onClose, work }: FormProps & { work: Work }) {
  const { t, f } = useT('incident')
  const [audience, setAudience] = useState<Audience | null>(null)
  const [body, setBody] = useState('')
  const [isAsked, setAsked] = useState(false)
  const words = t.actions
  const gapHint = useT('incidentWork').t.note.gap
  const clear = () => {
    setAudience(null)
    setBody('')
    setAsked(false)
    onClose()
  }
  const save = useNote(subject, clear)
  const isClient = audience === 'client'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isClient && !isAsked) setAsked(true)
    else if (audience) save.mutate({ incidentId: subject.incidentId, audience, body })
  }
  const edit = (text: string) => {
    setBody(text)
    setAsked(false)
  }
  const choose = (next: Audience) => {
    setAudience(next)
    setAsked(false)
  }
  const button = isClient
    ? f(words.notePublish, { client: subject.client })
    : audience
      ? words.noteSave
      : words.noteChoose
  const isReady = audience !== null && body.trim() !== '' && !(isClient && hasGap(body))
  return (
    <Dialog title={`${words.note}: ${subject.client}`} isOpen={isOpen} onOpenChange={onClose} closeLabel={words.close}>
      <form onSubmit={submit} className="grid gap-4">
        <AudienceChoice value={audience} onChange={choose} subject={subject} />
        {isClient && <Templates work={work} onChoose={edit} />}
        <Field label={words.noteBody} hint={isClient && hasGap(body) ? gapHint : undefined}>
          {(control) => (
            <TextArea
              {...control}
              required
              maxLength={4000}
              rows={5}
              value={body}
              onChange={(event) => edit(event.target.value)}
            />
          )}
        </Field>
        {isClient && isAsked ? (
          <Confirm subject={subject} work={work} isPending={save.isPending} onBack={() => setAsked(false)} />
        ) : (
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{words.cancel}</Button>
            <Button type="submit" look="primary" isPending={save.isPending} disabled={!isReady}>
              {button}
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  )
}
