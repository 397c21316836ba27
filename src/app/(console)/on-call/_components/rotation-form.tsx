'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useDeferredValue, useState } from 'react'
import type { RotationPlan } from '@/domain/rotation/schema'
import type { Callable } from '@/services/rotation/people'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Section } from '@/ui/primitives/section'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'
import { FormEnd } from './form-end'
import { HoursFields } from './hours-fields'
import { MemberFields } from './member-fields'
import { TurnFields } from './turn-fields'
import { Weeks } from './weeks'

export interface GivenRotation {
  id: string
  version: number
  name: string
  zone: string
  plan: RotationPlan
}

interface Props {
  /** null: a new one, with what it starts from */
  given: GivenRotation | null
  start: Omit<GivenRotation, 'id' | 'version'>
  people: readonly Callable[]
  mayChange: boolean
}

function useSave() {
  const { t } = useT('onCall')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const done = (path: string, words: string) => {
    toast.done(words)
    router.push(path)
    router.refresh()
  }
  const onSuccess = ({ rotationId }: { rotationId: string }) => done(`/on-call/rotations/${rotationId}`, t.form.saved)
  return {
    create: useMutation(api.onCall.createRotation.mutationOptions({ onSuccess })),
    change: useMutation(api.onCall.changeRotation.mutationOptions({ onSuccess })),
    archive: useMutation(
      api.onCall.archiveRotation.mutationOptions({ onSuccess: () => done('/on-call', t.form.archived) }),
    ),
  }
}

/** Who takes turns and when; the coming weeks are shown while one writes. */
export function RotationForm({ given, start, people, mayChange }: Props) {
  const { t, f, locale } = useT('onCall')
  const words = t.form
  const [draft, setDraft] = useState(start)
  const { create, change, archive } = useSave()
  const plan = (part: Partial<RotationPlan>) => setDraft({ ...draft, plan: { ...draft.plan, ...part } })
  const deferred = useDeferredValue(draft)
  const preview = useQuery({
    ...useApi().onCall.preview.queryOptions({
      rotationId: given?.id ?? null,
      rotation: { ...deferred, name: deferred.name || '–' },
    }),
    placeholderData: (before) => before,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (given) change.mutate({ rotationId: given.id, version: given.version, rotation: draft })
    else create.mutate({ rotation: draft })
  }
  return (
    <form onSubmit={submit} className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
      <fieldset disabled={!mayChange} className="grid content-start gap-4">
        <TextField
          label={words.name}
          required
          maxLength={120}
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
        />
        <TurnFields draft={draft} onChange={setDraft} />
        <MemberFields people={people} memberIds={draft.plan.memberIds} onChange={(memberIds) => plan({ memberIds })} />
        <HoursFields hours={draft.plan.hours} onChange={(hours) => plan({ hours })} />
        <FormEnd
          error={create.error ?? change.error ?? archive.error}
          mayChange={mayChange}
          isSaving={create.isPending || change.isPending}
          isRemoving={archive.isPending}
          onRemove={given && (() => archive.mutate({ rotationId: given.id }))}
        />
      </fieldset>
      <Section title={words.preview}>
        <p className="pt-2 text-12 text-ink-3">{words.previewHint}</p>
        <FormProblem error={preview.error} />
        {preview.data && <Weeks weeks={preview.data} zone={deferred.zone} locale={locale} words={t} f={f} />}
      </Section>
    </form>
  )
}
