'use client'
import type { EscalationPlan } from '@/domain/escalation/schema'
import type { PolicyForm } from '@/services/escalation/policy/read'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { TextField } from '../../_components/text-field'

export interface PolicyDraft {
  name: string
  clientId: string | null
  processId: string | null
  tier: number | null
  plan: EscalationPlan
}

interface Choice {
  label: string
  any: string
  value: string | null
  options: readonly { id: string; name: string }[]
  onChange: (value: string | null) => void
}

function Choose({ label, any, value, options, onChange }: Choice) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} value={value ?? ''} onChange={({ target }) => onChange(target.value || null)}>
          <option value="">{any}</option>
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

const TIERS = ['1', '2', '3'].map((tier) => ({ id: tier, name: tier }))

/** What a policy is for; a process says it all, so it takes no tier. */
export function ScopeFields({
  draft,
  data,
  onChange,
}: {
  draft: PolicyDraft
  data: PolicyForm
  onChange: (draft: PolicyDraft) => void
}) {
  const words = useT('onCall').t.form
  const { clientId, processId, tier } = draft
  const processes = data.clients.find(({ id }) => id === clientId)?.processes ?? []
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={words.name}
        required
        maxLength={120}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <Choose
        label={words.client}
        any={words.anyClient}
        value={clientId}
        options={data.clients}
        onChange={(id) => onChange({ ...draft, clientId: id, processId: null })}
      />
      {clientId && (
        <Choose
          label={words.process}
          any={words.anyProcess}
          value={processId}
          options={processes}
          onChange={(id) => onChange({ ...draft, processId: id, tier: id ? null : tier })}
        />
      )}
      {!processId && (
        <Choose
          label={words.tier}
          any={words.anyTier}
          value={tier === null ? null : String(tier)}
          options={TIERS}
          onChange={(value) => onChange({ ...draft, tier: value ? Number(value) : null })}
        />
      )}
    </div>
  )
}
