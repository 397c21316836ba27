'use client'
import type { RotationPlan } from '@/domain/rotation/schema'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { TextField } from '../../_components/text-field'

export interface RotationDraft {
  name: string
  zone: string
  plan: RotationPlan
}

/** When turns change, on whose clock. */
export function TurnFields({ draft, onChange }: { draft: RotationDraft; onChange: (draft: RotationDraft) => void }) {
  const words = useT('onCall').t.form
  const plan = (part: Partial<RotationPlan>) => onChange({ ...draft, plan: { ...draft.plan, ...part } })
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField label={words.zone} required value={draft.zone} onChange={(zone) => onChange({ ...draft, zone })} />
      <Field label={words.cadence}>
        {(control) => (
          <Select
            {...control}
            value={draft.plan.cadence}
            onChange={({ target }) => plan({ cadence: target.value === 'daily' ? 'daily' : 'weekly' })}
          >
            <option value="daily">{words.cadences.daily}</option>
            <option value="weekly">{words.cadences.weekly}</option>
          </Select>
        )}
      </Field>
      <TextField
        label={words.firstDay}
        hint={words.firstDayHint}
        type="date"
        required
        value={draft.plan.firstDay}
        onChange={(firstDay) => plan({ firstDay })}
      />
      <TextField
        label={words.handoffTime}
        type="time"
        required
        value={draft.plan.handoffTime}
        onChange={(handoffTime) => plan({ handoffTime })}
      />
    </div>
  )
}
