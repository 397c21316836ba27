'use client'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { TextArea, TextInput } from '@/ui/primitives/inputs'

export interface ChangeDraft {
  title: string
  why: string
  risk: string
  rollback: string
}

/** What an approver reads besides the difference. */
export function ChangeFields({ draft, onChange }: { draft: ChangeDraft; onChange: (draft: ChangeDraft) => void }) {
  const words = useT('approval').t.change
  const area = (name: 'why' | 'risk' | 'rollback', label: string, isRequired: boolean) => (
    <Field label={label}>
      {(control) => (
        <TextArea
          {...control}
          rows={name === 'why' ? 3 : 2}
          required={isRequired}
          minLength={isRequired ? 3 : undefined}
          maxLength={2000}
          value={draft[name]}
          onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      <Field label={words.title}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={120}
            value={draft.title}
            onChange={(event) => onChange({ ...draft, title: event.target.value })}
          />
        )}
      </Field>
      {area('why', words.why, true)}
      {area('risk', words.risk, true)}
      {area('rollback', words.rollback, false)}
    </>
  )
}
