'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import type { CorrelationRule } from '@/domain/correlation/schema'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Checkbox } from '@/ui/primitives/inputs'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'
import { GroupFields } from './group-fields'
import { MatchFields } from './match-fields'
import { RulePreview } from './rule-preview'
import { useRule } from './use-rule'

export interface GivenRule extends CorrelationRule {
  isBuiltIn: boolean
  /** null: as it was built in */
  updatedAt: Date | null
}

function useSave(name: string) {
  const { t, f } = useT('correlation')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const then = (words: string) => () => {
    toast.done(f(words, { name }))
    router.push('/correlation')
    router.refresh()
  }
  return {
    create: useMutation(api.correlation.create.mutationOptions({ onSuccess: then(t.form.saved) })),
    update: useMutation(api.correlation.update.mutationOptions({ onSuccess: then(t.form.saved) })),
    archive: useMutation(api.correlation.archive.mutationOptions({ onSuccess: then(t.form.removed) })),
  }
}

/** Who matches, what they share, how the group lives; what it would have made of the past is shown while one writes. */
export function RuleForm({ given }: { given: GivenRule | null }) {
  const words = useT('correlation').t.form
  const { draft, change, rule } = useRule(given)
  const { create, update, archive } = useSave(draft.name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (given) update.mutate({ ruleId: given.id, ...rule })
    else create.mutate(rule)
  }
  return (
    <form onSubmit={submit} className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="grid max-w-2xl content-start gap-5">
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
          <TextField
            label={words.name}
            required
            maxLength={80}
            value={draft.name}
            onChange={(name) => change({ name })}
          />
          <TextField
            label={words.position}
            type="number"
            min={0}
            max={10_000}
            required
            value={draft.position}
            onChange={(position) => change({ position })}
          />
        </div>
        <p className="-mt-3 text-12 text-ink-3">{words.positionHint}</p>
        <Checkbox
          label={words.isEnabled}
          checked={draft.isEnabled}
          onChange={(event) => change({ isEnabled: event.target.checked })}
        />
        <MatchFields draft={draft} onChange={change} />
        <GroupFields draft={draft} onChange={change} />
        <FormProblem error={create.error ?? update.error ?? archive.error} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" look="primary" isPending={create.isPending || update.isPending}>
            {words.save}
          </Button>
          {given?.updatedAt && (
            <Button isPending={archive.isPending} onClick={() => archive.mutate({ ruleId: given.id })}>
              {given.isBuiltIn ? words.restore : words.remove}
            </Button>
          )}
        </div>
      </div>
      <RulePreview ruleId={given?.id ?? null} rule={rule} />
    </form>
  )
}
