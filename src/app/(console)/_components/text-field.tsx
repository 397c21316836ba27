'use client'
import type { ReactNode } from 'react'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'

interface TextFieldProps extends Omit<React.ComponentProps<'input'>, 'value' | 'onChange' | 'children'> {
  label: string
  hint?: ReactNode
  error?: string | null
  value: string
  onChange: (value: string) => void
}

/** A labelled line of text. */
export function TextField({ label, hint, error, onChange, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <TextInput autoComplete="off" {...control} {...input} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}
