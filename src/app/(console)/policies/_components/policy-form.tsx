'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { SEVERITIES, type Severity } from '@/domain/finding/schema'
import type { Policy } from '@/domain/policy/catalog'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { Checkbox, Select, TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../../settings/_components/use-outcome'

const TIERS = [1, 2, 3, 4] as const

interface ChoiceProps {
  label: string
  value: string
  options: readonly (readonly [value: string, words: string])[]
  onChange: (value: string) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function Form({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const { t, f } = useT('finding')
  const words = t.policy
  const api = useApi()
  const outcome = useOutcome()
  const { key, isEnabled, severity, maxTier, params } = policy
  const [draft, setDraft] = useState({ isEnabled, severity, maxTier, pattern: params.pattern ?? '' })
  const save = useMutation(
    api.policy.set.mutationOptions({
      onSuccess: () => {
        outcome.done(f(words.saved, { policy: words.names[key] }))
        onClose()
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ key, ...draft, pattern: key === 'naming_pattern' ? draft.pattern : null })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Checkbox
        label={words.isEnabled}
        checked={draft.isEnabled}
        onChange={(event) => setDraft({ ...draft, isEnabled: event.target.checked })}
      />
      <Choice
        label={words.severity}
        value={draft.severity}
        options={SEVERITIES.map((value) => [value, t.severities[value]])}
        onChange={(value) => setDraft({ ...draft, severity: value as Severity })}
      />
      <Choice
        label={words.maxTier}
        value={String(draft.maxTier)}
        options={TIERS.map((tier) => [String(tier), String(tier)])}
        onChange={(value) => setDraft({ ...draft, maxTier: Number(value) })}
      />
      {key === 'naming_pattern' && (
        <Field label={words.pattern}>
          {(control) => (
            <TextInput
              {...control}
              required
              className="font-mono"
              value={draft.pattern}
              onChange={(event) => setDraft({ ...draft, pattern: event.target.value })}
            />
          )}
        </Field>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

/** Sets one policy; everything is checked against it at once. */
export function SetPolicy({ policy }: { policy: Policy }) {
  const { t, f } = useT('finding')
  const [isOpen, setOpen] = useState(false)
  return (
    <span className="relative z-10">
      <Button look="ghost" className="-my-1.5" onClick={() => setOpen(true)}>
        {t.policy.edit}
      </Button>
      <Dialog
        title={f(t.policy.editTitle, { policy: t.policy.names[policy.key] })}
        description={t.policy.editHint}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.close}
      >
        <Form policy={policy} onClose={() => setOpen(false)} />
      </Dialog>
    </span>
  )
}
