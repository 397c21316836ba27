'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { useProblem } from '../../../_lib/use-problem'
import { useOutcome } from '../../_components/use-outcome'

/** Sets or changes the password; the present one proves that the session is not a borrowed one. */
export function PasswordForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const { t, f } = useT('settings')
  const words = t.you
  const [api, outcome, problem] = [useApi(), useOutcome(), useProblem()]
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { mutate, isPending, error } = useMutation(
    api.member.setPassword.mutationOptions({
      onSuccess: ({ sessionsEnded }) => {
        setCurrent('')
        setPassword('')
        outcome.done(sessionsEnded > 0 ? f(words.passwordDone, { count: sessionsEnded }) : words.passwordDoneAlone)
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ current: hasPassword ? current : null, password })
  }
  return (
    <form onSubmit={submit} className="grid max-w-xl gap-4 py-4 sm:grid-cols-2">
      <p className="text-ink-2 sm:col-span-2">{hasPassword ? words.passwordSet : words.passwordNone}</p>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      {hasPassword && (
        <Field label={words.current}>
          {(control) => (
            <TextInput
              {...control}
              type="password"
              required
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={words.next} hint={words.nextHint} error={error && problem(error)}>
        {(control) => (
          <TextInput
            {...control}
            type="password"
            required
            minLength={12}
            maxLength={200}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" isPending={isPending} className="justify-self-start sm:col-start-1">
        {hasPassword ? words.changePassword : words.setPassword}
      </Button>
    </form>
  )
}
