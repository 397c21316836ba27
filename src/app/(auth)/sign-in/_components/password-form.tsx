'use client'
import { useActionState, useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { TextLink } from '@/ui/primitives/text-link'
import { CodeField } from '../../_components/code-field'
import { FRESH } from '../../_components/refusal'
import { useArrival } from '../../_components/use-arrival'
import { enterWithPassword } from '../actions'

/** Email and password; the code field appears when the person has a second factor. */
export function PasswordForm({ to, linkHref }: { to: string; linkHref: string }) {
  const { t } = useT('auth')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [{ refused, needsCode, enteredTo }, enter, isPending] = useActionState(enterWithPassword, FRESH)
  const hasArrived = useArrival(enteredTo)
  const error = refused && refused !== 'gone' ? t.errors[refused] : null
  return (
    <form action={enter} className="grid gap-4">
      <input type="hidden" name="to" value={to} />
      <Field label={t.signIn.email}>
        {(control) => (
          <TextInput
            {...control}
            name="email"
            type="email"
            required
            autoFocus
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label={t.signIn.password}>
        {(control) => (
          <TextInput
            {...control}
            name="password"
            type="password"
            required
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {needsCode && <CodeField />}
      {error && (
        <p role="alert" className="font-medium text-down-ink">
          {error}
        </p>
      )}
      <Button type="submit" look="primary" isPending={isPending || hasArrived} className="justify-self-start">
        {t.signIn.enter}
      </Button>
      <details className="border-line border-t pt-3 text-ink-2">
        <summary className="cursor-pointer">{t.signIn.forgot}</summary>
        <p className="mt-2">{t.signIn.forgotHelp}</p>
        <p className="mt-2">
          <TextLink href={linkHref}>{t.signIn.useLink}</TextLink>
        </p>
      </details>
    </form>
  )
}
