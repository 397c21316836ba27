'use client'
import { type FormEvent, useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'

interface CodeFormProps {
  label: string
  isPending: boolean
  error: string | null
  onCode: (code: string) => void
  onCancel: () => void
}

/** Six digits and a button. */
export function CodeForm({ label, isPending, error, onCode, onCancel }: CodeFormProps) {
  const { t } = useT('settings')
  const [code, setCode] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onCode(code)
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field label={t.you.totpCode} error={error}>
        {(control) => (
          <TextInput
            {...control}
            required
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            className="max-w-40 font-mono tracking-widest"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <span className="flex gap-2">
        <Button type="submit" look="primary" isPending={isPending}>
          {label}
        </Button>
        <Button onClick={onCancel}>{t.you.cancel}</Button>
      </span>
    </form>
  )
}
