'use client'
import { useActionState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { ErrorState } from '@/ui/primitives/error-state'
import { LinkButton } from '@/ui/primitives/link-button'
import { CodeField } from '../../_components/code-field'
import { FRESH } from '../../_components/refusal'
import { useArrival } from '../../_components/use-arrival'
import { enterWithLink } from '../actions'

/** One button; a code as well for those who have a second factor. */
export function EnterForm({ token, to }: { token: string; to: string }) {
  const { t } = useT('auth')
  const [{ refused, needsCode, enteredTo }, enter, isPending] = useActionState(enterWithLink, FRESH)
  const hasArrived = useArrival(enteredTo)
  if (refused === 'gone') {
    return (
      <ErrorState title={t.link.gone} action={<LinkButton href="/sign-in">{t.link.another}</LinkButton>}>
        {t.link.goneHelp}
      </ErrorState>
    )
  }
  return (
    <form action={enter} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="to" value={to} />
      {needsCode && <CodeField />}
      {refused && (
        <p role="alert" className="font-medium text-down-ink">
          {t.errors[refused]}
        </p>
      )}
      <Button
        type="submit"
        look="primary"
        isPending={isPending || hasArrived}
        autoFocus={!needsCode}
        className="justify-self-start"
      >
        {t.link.enter}
      </Button>
    </form>
  )
}
