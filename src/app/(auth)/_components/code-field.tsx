'use client'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'

/** The second factor, asked for only when it is needed. */
export function CodeField() {
  const { t } = useT('auth')
  return (
    <Field label={t.signIn.code} hint={t.signIn.codeHint}>
      {(control) => (
        <TextInput
          {...control}
          name="code"
          required
          autoFocus
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9 ]{6,7}"
          className="max-w-40 font-mono tracking-widest"
        />
      )}
    </Field>
  )
}
