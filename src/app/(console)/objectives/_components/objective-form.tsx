'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { OBJECTIVE_FORMS } from '@/domain/objective/schema'
import type { ObjectiveChoices } from '@/services/objective/form'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Section } from '@/ui/primitives/section'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'
import { meaningSentences } from './meaning'
import { MeasureFields, Pick } from './measure-fields'
import { type ObjectiveDraft, objectiveOfDraft } from './objective-draft'

interface FormProps {
  start: ObjectiveDraft
  choices: ObjectiveChoices
  /** null = a new one */
  existing: { objectiveId: string; version: number } | null
}

function useSave({ existing, choices }: FormProps) {
  const { t, f } = useT('promise')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const client = choices.client?.name ?? ''
  const go = (objectiveId: string, text: string) => {
    toast.done(text)
    router.push(`/objectives/${objectiveId}`)
    router.refresh()
  }
  const create = useMutation(
    api.objective.create.mutationOptions({
      onSuccess: (made, { objective }) => go(made.objectiveId, f(t.form.created, { name: objective.name, client })),
    }),
  )
  const update = useMutation(
    api.objective.update.mutationOptions({
      onSuccess: (made, { objective }) => go(made.objectiveId, f(t.form.saved, { name: objective.name, client })),
    }),
  )
  return existing
    ? { ...update, save: (o: Objective) => update.mutate({ ...existing, objective: o }) }
    : { ...create, save: (o: Objective) => create.mutate({ objective: o }) }
}

type Objective = NonNullable<ReturnType<typeof objectiveOfDraft>>

/** What this promise means at the present volume, while it is being written. */
function Meaning({ objective }: { objective: Objective | null }) {
  const { t, f, locale } = useT('promise')
  const api = useApi()
  const asked = objective ?? undefined
  const preview = useQuery({
    ...api.objective.preview.queryOptions({ objective: { ...(asked as Objective), name: asked?.name || '–' } }),
    enabled: objective !== null,
    placeholderData: (before) => before,
  })
  const lines = preview.data ? meaningSentences(preview.data, { t: t.meaning, f, locale }) : []
  return (
    <Section title={t.form.preview} note={preview.data && f(t.meaning.seen, { count: preview.data.seenDays })}>
      <div aria-live="polite">
        {lines.map((line) => (
          <p key={line} className="border-line border-b py-1.5 text-ink-2 last:border-b-0">
            {line}
          </p>
        ))}
      </div>
    </Section>
  )
}

/** An objective as its client would say it, with what it means beside it. */
export function ObjectiveForm(props: FormProps) {
  const { t, f } = useT('promise')
  const words = t.form
  const { choices, existing } = props
  const router = useRouter()
  const [draft, setDraft] = useState(props.start)
  const { save, isPending, error } = useSave(props)
  const set = (patch: Partial<ObjectiveDraft>) => setDraft((before) => ({ ...before, ...patch }))
  const objective = objectiveOfDraft(draft, choices)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (objective) save(objective)
  }
  const client = choices.client?.name ?? ''
  return (
    <form onSubmit={submit} className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,32rem)_minmax(0,24rem)]">
      <div className="grid content-start gap-4">
        {!existing && (
          <Pick
            label={words.client}
            value={choices.client?.slug ?? ''}
            options={choices.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
            onChange={(slug) => router.push(`/objectives/new?client=${slug}`)}
          />
        )}
        <TextField
          label={words.name}
          hint={words.nameHint}
          required
          maxLength={200}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <Pick
          label={words.form}
          hint={words.formHints[draft.form]}
          value={draft.form}
          options={OBJECTIVE_FORMS.map((value) => ({ value, label: t.forms[value] }))}
          onChange={(value) => set({ form: OBJECTIVE_FORMS.find((form) => form === value) ?? draft.form })}
        />
        <MeasureFields draft={draft} set={set} choices={choices} />
        <FormProblem error={error} />
        <Button
          type="submit"
          look="primary"
          isPending={isPending}
          disabled={!objective?.name}
          className="justify-self-start"
        >
          {f(existing ? words.save : words.create, { client })}
        </Button>
      </div>
      <Meaning objective={objective} />
    </form>
  )
}
