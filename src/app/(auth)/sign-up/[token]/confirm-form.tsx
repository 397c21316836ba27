'use client'
import { useActionState, useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { ErrorState } from '@/ui/primitives/error-state'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { LinkButton } from '@/ui/primitives/link-button'
import { useArrival } from '../../_components/use-arrival'
import { SlugField } from '../_components/slug-field'
import { type Birth, createConsole } from '../actions'

const FRESH: Birth = { enteredTo: null, trouble: null }

interface ConfirmFormProps {
  token: string
  slug: string
  hasAccount: boolean
  domain: string
}

/** A password if wanted; the address again only if somebody took it meanwhile. */
export function ConfirmForm({ token, slug: asked, hasAccount, domain }: ConfirmFormProps) {
  const { t } = useT('signUp')
  const [slug, setSlug] = useState(asked)
  const [password, setPassword] = useState('')
  const [{ enteredTo, trouble }, create, isPending] = useActionState(createConsole, FRESH)
  const hasArrived = useArrival(enteredTo)
  const words = t.confirm
  if (trouble === 'gone')
    return (
      <ErrorState title={words.gone} action={<LinkButton href="/sign-up">{words.again}</LinkButton>}>
        {words.goneHelp}
      </ErrorState>
    )
  const isShown = trouble !== null && !['slug', 'password'].includes(trouble)
  return (
    <form action={create} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <SlugField slug={slug} domain={domain} onChange={setSlug} error={trouble === 'slug' ? t.errors.slug : null} />
      {hasAccount ? (
        <p className="text-ink-2">{words.known}</p>
      ) : (
        <Field
          label={words.password}
          hint={words.passwordHint}
          error={trouble === 'password' ? t.errors.password : null}
        >
          {(control) => (
            <TextInput
              {...control}
              name="password"
              type="password"
              autoFocus
              minLength={12}
              maxLength={200}
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      )}
      {isShown && (
        <p role="alert" className="font-medium text-down-ink">
          {t.errors[trouble]}
        </p>
      )}
      <Button type="submit" look="primary" isPending={isPending || hasArrived} className="justify-self-start">
        {words.create}
      </Button>
    </form>
  )
}
