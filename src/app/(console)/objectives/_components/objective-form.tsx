'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { OBJECTIVE_CALENDARS, OBJECTIVE_FORMS, SCOPE_KINDS } from '@/domain/objective/schema'
import type { ObjectiveChoices } from '@/services/objective/form'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { Section } from '@/ui/primitives/section'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'
import { meaningSentences } from './meaning'
import { choicesOf, type ObjectiveDraft, objectiveOfDraft } from './objective-draft'

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

interface PickProps {
  label: string
  hint?: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

function Pick({ label, hint, value, options, onChange }: PickProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
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
  const options = choicesOf(draft.scopeKind, choices)
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
        <div className="grid gap-4 sm:grid-cols-2">
          <Pick
            label={words.scopeKind}
            value={draft.scopeKind}
            options={SCOPE_KINDS.map((value) => ({ value, label: t.scopes[value] }))}
            onChange={(value) =>
              set({ scopeKind: SCOPE_KINDS.find((kind) => kind === value) ?? 'client', scopeId: '' })
            }
          />
          <Pick
            label={words.scope}
            value={draft.scopeId || (options[0]?.id ?? '')}
            options={options.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(scopeId) => set({ scopeId })}
          />
          <TextField
            label={words.target}
            required
            inputMode="decimal"
            value={draft.target}
            onChange={(target) => set({ target })}
          />
          <Pick
            label={words.calendar}
            value={draft.calendar}
            options={OBJECTIVE_CALENDARS.map((value) => ({ value, label: words.calendars[value] }))}
            onChange={(value) => set({ calendar: value === 'always' ? 'always' : 'plant' })}
          />
          <Pick
            label={words.window}
            value={draft.windowKind}
            options={[
              { value: 'calendar_month', label: t.windows.month },
              { value: 'rolling', label: f(t.windows.rolling, { count: Number(draft.days) || 30 }) },
            ]}
            onChange={(value) => set({ windowKind: value === 'rolling' ? 'rolling' : 'calendar_month' })}
          />
          {draft.windowKind === 'rolling' && (
            <TextField
              label={words.days}
              required
              inputMode="numeric"
              value={draft.days}
              onChange={(days) => set({ days })}
            />
          )}
          {draft.form === 'timeslices' && (
            <Pick
              label={words.slice}
              value={draft.sliceMin}
              options={['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))}
              onChange={(sliceMin) => set({ sliceMin })}
            />
          )}
          {draft.form === 'occurrences' && (
            <TextField
              label={words.maxDuration}
              hint={words.maxDurationHint}
              inputMode="decimal"
              value={draft.maxMinutes}
              onChange={(maxMinutes) => set({ maxMinutes })}
            />
          )}
        </div>
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
