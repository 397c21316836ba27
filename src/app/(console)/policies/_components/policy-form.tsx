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
      <Field label={words.severity}>
        {(control) => (
          <Select
            {...control}
            value={draft.severity}
            onChange={(event) => setDraft({ ...draft, severity: event.target.value as Severity })}
          >
            {SEVERITIES.map((value) => (
              <option key={value} value={value}>
                {t.severities[value]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.maxTier}>
        {(control) => (
          <Select
            {...control}
            value={draft.maxTier}
            onChange={(event) => setDraft({ ...draft, maxTier: Number(event.target.value) })}
          >
            {TIERS.map((tier) => (
              <option key={tier} value={tier}>
                {tier}
              </option>
            ))}
          </Select>
        )}
      </Field>
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
