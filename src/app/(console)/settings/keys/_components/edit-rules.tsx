'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type FieldRule, fieldRuleProblem } from '@/domain/source/field-rules'
import type { SourceItem } from '@/services/source/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { useProblem } from '../../../_lib/use-problem'
import { useOutcome } from '../../_components/use-outcome'
import { RuleRows } from './rule-rows'
import { TryRules } from './try-rules'

/** Opens the rules of a source. */
export function EditRules({ source }: { source: SourceItem }) {
  const { t, f } = useT('source')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="ghost" aria-label={f(t.dialog, { name: source.name })} onClick={() => setOpen(true)}>
        {t.edit}
      </Button>
      <Dialog
        title={f(t.dialog, { name: source.name })}
        description={t.explain}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.cancel}
      >
        <RulesForm source={source} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

/** Rules in their order, a try with an event, and why. */
function RulesForm({ source, onClose }: { source: SourceItem; onClose: () => void }) {
  const { t, f } = useT('source')
  const [outcome, problem] = [useOutcome(), useProblem()]
  const [rules, setRules] = useState<readonly FieldRule[]>(source.rules)
  const [reason, setReason] = useState('')
  const { mutate, isPending, error } = useMutation(
    useApi().source.setFieldRules.mutationOptions({
      onSuccess: () => {
        outcome.done(f(t.done, { name: source.name }))
        onClose()
      },
    }),
  )
  const isWhole = rules.every((rule) => fieldRuleProblem(rule) === null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ sourceId: source.sourceId, version: source.version, fieldRules: [...rules], reason })
  }
  return (
    <form onSubmit={submit} className="grid grid-cols-1 gap-4">
      <RuleRows rules={rules} onChange={setRules} />
      <TryRules rules={isWhole ? rules : []} />
      <Field label={t.reason} hint={t.reasonHint} error={error && problem(error)}>
        {(control) => (
          <TextInput
            {...control}
            required
            minLength={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={isPending} disabled={!isWhole}>
          {t.save}
        </Button>
      </div>
    </form>
  )
}
