'use client'
import { OBJECTIVE_CALENDARS, SCOPE_KINDS } from '@/domain/objective/schema'
import type { ObjectiveChoices } from '@/services/objective/form'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { TextField } from '../../_components/text-field'
import { choicesOf, type ObjectiveDraft } from './objective-draft'

interface PickProps {
  label: string
  hint?: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

/** One of a few. */
export function Pick({ label, hint, value, options, onChange }: PickProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

interface MeasureProps {
  draft: ObjectiveDraft
  set: (patch: Partial<ObjectiveDraft>) => void
  choices: ObjectiveChoices
}

/** Target and the hours and days it is for. */
function TargetFields({ draft, set }: Omit<MeasureProps, 'choices'>) {
  const { t, f } = useT('promise')
  const words = t.form
  return (
    <>
      <TextField
        label={words.target}
        required
        inputMode="decimal"
        value={draft.target}
        onChange={(target) => set({ target })}
      />
      <Pick
        label={words.calendar}
        value={draft.calendar}
        options={OBJECTIVE_CALENDARS.map((value) => ({ value, label: words.calendars[value] }))}
        onChange={(value) => set({ calendar: value === 'always' ? 'always' : 'plant' })}
      />
      <Pick
        label={words.window}
        value={draft.windowKind}
        options={[
          { value: 'calendar_month', label: t.windows.month },
          { value: 'rolling', label: f(t.windows.rolling, { count: Number(draft.days) || 30 }) },
        ]}
        onChange={(value) => set({ windowKind: value === 'rolling' ? 'rolling' : 'calendar_month' })}
      />
      {draft.windowKind === 'rolling' && (
        <TextField
          label={words.days}
          required
          inputMode="numeric"
          value={draft.days}
          onChange={(days) => set({ days })}
        />
      )}
    </>
  )
}

/** Over what, how much, when; and what only some kinds have. */
export function MeasureFields({ draft, set, choices }: MeasureProps) {
  const { t } = useT('promise')
  const words = t.form
  const options = choicesOf(draft.scopeKind, choices)
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Pick
        label={words.scopeKind}
        value={draft.scopeKind}
        options={SCOPE_KINDS.map((value) => ({ value, label: t.scopes[value] }))}
        onChange={(value) => set({ scopeKind: SCOPE_KINDS.find((kind) => kind === value) ?? 'client', scopeId: '' })}
      />
      <Pick
        label={words.scope}
        value={draft.scopeId || (options[0]?.id ?? '')}
        options={options.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(scopeId) => set({ scopeId })}
      />
      <TargetFields draft={draft} set={set} />
      {draft.form === 'timeslices' && (
        <Pick
          label={words.slice}
          value={draft.sliceMin}
          options={['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))}
          onChange={(sliceMin) => set({ sliceMin })}
        />
      )}
      {draft.form === 'occurrences' && (
        <TextField
          label={words.maxDuration}
          hint={words.maxDurationHint}
          inputMode="decimal"
          value={draft.maxMinutes}
          onChange={(maxMinutes) => set({ maxMinutes })}
        />
      )}
    </div>
  )
}
