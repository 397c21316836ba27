'use client'
import { useActionState, useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { type LinkAttempt, mailLink } from '../actions'

/** Asks for an address; afterwards says where to look, whoever it was. */
export function LinkForm() {
  const { t, f } = useT('auth')
  const [email, setEmail] = useState('')
  const [isAgain, setAgain] = useState(false)
  const [state, send, isPending] = useActionState<LinkAttempt, FormData>(mailLink, { sentTo: null, refused: null })
  if (state.sentTo && !isAgain) {
    return (
      <div role="status">
        <p className="font-medium text-15">{t.sent.title}</p>
        <p className="mt-1 text-ink-2">{f(t.sent.body, { email: state.sentTo })}</p>
        <Button className="mt-4" onClick={() => setAgain(true)}>
          {t.sent.again}
        </Button>
      </div>
    )
  }
  const refused = state.refused === 'gone' ? 'refused' : state.refused
  return (
    <form action={send} onSubmit={() => setAgain(false)} className="grid gap-4">
      <Field label={t.signIn.email} hint={t.signIn.emailHint} error={refused && t.errors[refused]}>
        {(control) => (
          <TextInput
            {...control}
            name="email"
            type="email"
            required
            autoFocus
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
        {t.signIn.sendLink}
      </Button>
    </form>
  )
}
