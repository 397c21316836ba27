'use client'
import { useActionState, useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { ErrorState } from '@/ui/primitives/error-state'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { useArrival } from '../../_components/use-arrival'
import { type Joining, join } from '../actions'

const FRESH: Joining = { refused: null, field: null, enteredTo: null }

/** Name and, if wanted, a password; people we know keep theirs. */
export function JoinForm({ token, email, hasAccount }: { token: string; email: string; hasAccount: boolean }) {
  const { t } = useT('auth')
  const [name, setName] = useState(hasAccount ? email : '')
  const [password, setPassword] = useState('')
  const [{ refused, field, enteredTo }, accept, isPending] = useActionState(join, FRESH)
  const hasArrived = useArrival(enteredTo)
  if (refused === 'gone') return <ErrorState title={t.invitation.gone}>{t.invitation.goneHelp}</ErrorState>
  const errorAt = (place: string) => (refused && field === place ? t.errors[refused] : null)
  return (
    <form action={accept} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <Field label={t.invitation.email}>
        {(control) => <TextInput {...control} value={email} readOnly autoComplete="username" />}
      </Field>
      {hasAccount ? (
        <>
          <input type="hidden" name="name" value={name} />
          <p className="text-ink-2">{t.invitation.known}</p>
        </>
      ) : (
        <>
          <Field label={t.invitation.name} error={errorAt('name')}>
            {(control) => (
              <TextInput
                {...control}
                name="name"
                required
                autoFocus
                autoComplete="name"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field label={t.invitation.password} hint={t.invitation.passwordHint} error={errorAt('password')}>
            {(control) => (
              <TextInput
                {...control}
                name="password"
                type="password"
                minLength={12}
                autoComplete="new-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
        </>
      )}
      {refused && field === null && (
        <p role="alert" className="font-medium text-down-ink">
          {t.errors[refused]}
        </p>
      )}
      <Button type="submit" look="primary" isPending={isPending || hasArrived} className="justify-self-start">
        {t.invitation.accept}
      </Button>
    </form>
  )
}
