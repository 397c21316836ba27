'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { RotationDetail } from '@/services/rotation/read'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'

const EMPTY = { userId: '', fromLocal: '', toLocal: '', reason: '' }

function useOverrides(onMade: () => void) {
  const words = useT('onCall').t.override
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const done = (said: string) => {
    toast.done(said)
    router.refresh()
  }
  const made = () => {
    onMade()
    done(words.made)
  }
  return {
    add: useMutation(api.onCall.addOverride.mutationOptions({ onSuccess: made })),
    remove: useMutation(api.onCall.removeOverride.mutationOptions({ onSuccess: () => done(words.removed) })),
  }
}

function AddForm({
  rotation,
  mutate,
  isPending,
  error,
}: {
  rotation: RotationDetail
  mutate: (given: typeof EMPTY) => void
  isPending: boolean
  error: unknown
}) {
  const { t } = useT('onCall')
  const words = t.override
  const [draft, setDraft] = useState(EMPTY)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate(draft)
  }
  return (
    <form onSubmit={submit} className="grid gap-3 pt-3 sm:grid-cols-2">
      <Field label={words.who}>
        {(control) => (
          <Select
            {...control}
            value={draft.userId}
            onChange={({ target }) => setDraft({ ...draft, userId: target.value })}
          >
            <option value="">{words.nobody}</option>
            {rotation.people.map(({ userId, name }) => (
              <option key={userId} value={userId}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <TextField
        label={words.reason}
        required
        maxLength={200}
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
      />
      <TextField
        label={`${words.from} (${rotation.zone})`}
        type="datetime-local"
        required
        value={draft.fromLocal}
        onChange={(fromLocal) => setDraft({ ...draft, fromLocal })}
      />
      <TextField
        label={`${words.to} (${rotation.zone})`}
        type="datetime-local"
        required
        value={draft.toLocal}
        onChange={(toLocal) => setDraft({ ...draft, toLocal })}
      />
      <FormProblem error={error} />
      <Button type="submit" className="justify-self-start sm:col-span-2" isPending={isPending}>
        {words.add}
      </Button>
    </form>
  )
}

/** Somebody else for a while: what is set, and a new one. */
export function Overrides({ rotation, mayChange }: { rotation: RotationDetail; mayChange: boolean }) {
  const { t, f, locale } = useT('onCall')
  const words = t.override
  const [forms, setForms] = useState(0)
  const { add, remove } = useOverrides(() => setForms(forms + 1))
  const time = (at: Date) => plantTime(at, { zone: rotation.zone, locale, detail: 'full' })
  return (
    <Section title={words.title}>
      {rotation.overrides.length === 0 && <p className="py-2 text-ink-3">{words.none}</p>}
      <ul>
        {rotation.overrides.map(({ id, name, from, to, reason, authorName }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-2">
            <span className="font-medium">{name ?? words.nobody}</span>
            <span className="text-12 text-ink-2 tabular-nums">
              {time(from)} – {time(to)}
            </span>
            <span className="text-12 text-ink-3">
              {reason}, {f(words.by, { name: authorName })}
            </span>
            {mayChange && (
              <Button
                look="ghost"
                className="ml-auto"
                isPending={remove.isPending}
                onClick={() => remove.mutate({ overrideId: id })}
              >
                {words.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <AddForm
          key={forms}
          rotation={rotation}
          isPending={add.isPending}
          error={add.error ?? remove.error}
          mutate={({ userId, ...given }) => add.mutate({ rotationId: rotation.id, userId: userId || null, ...given })}
        />
      )}
    </Section>
  )
}
