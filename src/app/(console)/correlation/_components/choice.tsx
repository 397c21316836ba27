'use client'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'

interface Props<T extends string> {
  label: string
  hint?: string
  value: T
  options: Readonly<Record<T, string>>
  onChange: (value: T) => void
}

/** One of a few named things. */
export function Choice<T extends string>({ label, hint, value, options, onChange }: Props<T>) {
  const values = Object.keys(options) as T[]
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value as T)}>
          {values.map((each) => (
            <option key={each} value={each}>
              {options[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
