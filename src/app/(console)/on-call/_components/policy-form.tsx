'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { EscalationPlan, EscalationStep } from '@/domain/escalation/schema'
import type { PolicyForm as FormData } from '@/services/escalation/policy/read'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Checkbox } from '@/ui/primitives/inputs'
import { useToast } from '@/ui/primitives/toast'
import { TextField } from '../../_components/text-field'
import { FormEnd } from './form-end'
import { type PolicyDraft, ScopeFields } from './scope-fields'
import { StepFields } from './step-fields'

const STEP: EscalationStep = { delayMin: 15, isPlantHours: false, targets: [{ kind: 'owners' }] }
const START: PolicyDraft = {
  name: '',
  clientId: null,
  processId: null,
  tier: null,
  plan: {
    steps: [{ delayMin: 0, isPlantHours: false, targets: [{ kind: 'duty' }] }, STEP],
    repeat: 1,
    repeatAfterMin: 30,
    isEmptySkipped: true,
  },
}

function useSave() {
  const words = useT('onCall').t.form
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const done = (said: string) => () => {
    toast.done(said)
    router.push('/on-call')
    router.refresh()
  }
  return {
    create: useMutation(api.onCall.createPolicy.mutationOptions({ onSuccess: done(words.saved) })),
    change: useMutation(api.onCall.changePolicy.mutationOptions({ onSuccess: done(words.saved) })),
    archive: useMutation(api.onCall.archivePolicy.mutationOptions({ onSuccess: done(words.archived) })),
  }
}

function draftOf({ policy }: FormData): PolicyDraft {
  if (!policy) return START
  const { name, clientId, processId, tier, plan } = policy
  return { name, clientId, processId, tier, plan }
}

/** How often the whole list is called again. */
function RepeatFields({ plan, onChange }: { plan: EscalationPlan; onChange: (part: Partial<EscalationPlan>) => void }) {
  const words = useT('onCall').t.form
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={words.repeat}
        type="number"
        min={0}
        max={20}
        required
        value={String(plan.repeat)}
        onChange={(value) => onChange({ repeat: Number(value) })}
      />
      <TextField
        label={words.repeatAfter}
        type="number"
        min={1}
        max={1440}
        required
        value={String(plan.repeatAfterMin)}
        onChange={(value) => onChange({ repeatAfterMin: Number(value) })}
      />
    </div>
  )
}

/** For what, whom first, whom then, how often. */
export function PolicyForm({ data, mayChange }: { data: FormData; mayChange: boolean }) {
  const { t, f } = useT('onCall')
  const words = t.form
  const [draft, setDraft] = useState(() => draftOf(data))
  const { create, change, archive } = useSave()
  const { policy } = data
  const { plan } = draft
  const put = (part: Partial<EscalationPlan>) => setDraft({ ...draft, plan: { ...plan, ...part } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (policy) change.mutate({ escalationPolicyId: policy.id, version: policy.version, escalationPolicy: draft })
    else create.mutate({ escalationPolicy: draft })
  }
  return (
    <form onSubmit={submit} className="max-w-3xl">
      <fieldset disabled={!mayChange} className="grid gap-6">
        <ScopeFields draft={draft} data={data} onChange={setDraft} />
        <ol className="grid gap-4">
          {plan.steps.map((step, index) => (
            // Steps are told apart by their place only.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={index}>
              <StepFields
                title={f(words.step, { step: index + 1 })}
                step={step}
                data={data}
                clientId={draft.clientId}
                onChange={(changed) => put({ steps: plan.steps.map((each, at) => (at === index ? changed : each)) })}
                onRemove={
                  plan.steps.length > 1 ? () => put({ steps: plan.steps.filter((_, at) => at !== index) }) : null
                }
              />
            </li>
          ))}
        </ol>
        <Button className="justify-self-start" onClick={() => put({ steps: [...plan.steps, STEP] })}>
          {words.addStep}
        </Button>
        <RepeatFields plan={plan} onChange={put} />
        <Checkbox
          label={words.skipEmpty}
          checked={plan.isEmptySkipped}
          onChange={({ target }) => put({ isEmptySkipped: target.checked })}
        />
        <FormEnd
          error={create.error ?? change.error ?? archive.error}
          mayChange={mayChange}
          isSaving={create.isPending || change.isPending}
          isRemoving={archive.isPending}
          onRemove={policy && (() => archive.mutate({ escalationPolicyId: policy.id }))}
        />
      </fieldset>
    </form>
  )
}
