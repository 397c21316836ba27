'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'
import { PlanFields } from './plan-fields'
import { PlanPreview } from './plan-preview'
import { ScopeFields } from './scope-fields'
import { type FormClient, type GivenWindow, useDraft } from './use-draft'

interface Props {
  clients: readonly FormClient[]
  /** null: a new window */
  given: GivenWindow | null
  start: string
}

function useSave() {
  const { t, f } = useT('maintenance')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const onSuccess = ({ maintenanceId, number, status }: { maintenanceId: string; number: number; status: string }) => {
    toast.done(f(status === 'draft' ? t.form.kept : t.form.asked, { number }))
    router.push(`/maintenance/${maintenanceId}`)
    router.refresh()
  }
  return {
    create: useMutation(api.maintenance.create.mutationOptions({ onSuccess })),
    edit: useMutation(api.maintenance.edit.mutationOptions({ onSuccess })),
  }
}

/** What is done, where and when; its next times are shown while one writes. */
export function MaintenanceForm({ clients, given, start }: Props) {
  const words = useT('maintenance').t.form
  const { draft, change, plan, scope, client } = useDraft(clients, given, start)
  const { create, edit } = useSave()
  const { clientId, title, work, reason } = draft
  const save = (isSubmitted: boolean) => {
    if (given)
      edit.mutate({
        maintenanceId: given.id,
        basedOn: given.revision,
        title,
        work,
        scope,
        plan,
        reason: reason || null,
      })
    else create.mutate({ clientId, title, work, scope, plan, isSubmitted })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(true)
  }
  return (
    <form onSubmit={submit} className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="grid max-w-2xl content-start gap-4">
        <TextField
          label={words.title}
          placeholder={words.titlePlaceholder}
          required
          maxLength={120}
          value={title}
          onChange={(value) => change({ title: value })}
        />
        <Field label={words.work} hint={words.workHint}>
          {(control) => (
            <TextArea
              {...control}
              required
              minLength={3}
              maxLength={2000}
              rows={3}
              value={work}
              onChange={(event) => change({ work: event.target.value })}
            />
          )}
        </Field>
        <ScopeFields clients={clients} client={client} draft={draft} isNew={given === null} onChange={change} />
        <PlanFields draft={draft} zones={client?.sites.map(({ zone }) => zone) ?? []} onChange={change} />
        {given && (
          <TextField
            label={words.reason}
            required={given.needsReason}
            maxLength={500}
            value={reason}
            onChange={(value) => change({ reason: value })}
          />
        )}
        <FormProblem error={create.error ?? edit.error} />
        <Buttons isNew={given === null} isPending={create.isPending || edit.isPending} onDraft={() => save(false)} />
      </div>
      <PlanPreview clientId={clientId} scope={scope} plan={plan} />
    </form>
  )
}

/** Ask now, or keep a new one as a draft. */
function Buttons({ isNew, isPending, onDraft }: { isNew: boolean; isPending: boolean; onDraft: () => void }) {
  const words = useT('maintenance').t.form
  return (
    <div className="flex flex-wrap gap-3">
      <Button type="submit" look="primary" isPending={isPending}>
        {isNew ? words.ask : words.save}
      </Button>
      {isNew && (
        <Button type="button" isPending={isPending} onClick={onDraft}>
          {words.draft}
        </Button>
      )}
    </div>
  )
}
