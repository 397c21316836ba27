'use client'
import { useSyncExternalStore } from 'react'
import { errors as de } from '../i18n/de/errors'
import { errors as en } from '../i18n/en/errors'
import { format } from '../i18n/format'
import { Button } from '../primitives/button'
import { ErrorState } from '../primitives/error-state'

export interface CrashProps {
  error: Error & { digest?: string }
  reset: () => void
}

const never = () => () => undefined

/** No provider can be trusted here: the words come with it, in the document's language. */
export function CrashPage({ error, reset }: CrashProps) {
  const locale = useSyncExternalStore(
    never,
    () => document.documentElement.lang,
    () => 'en',
  )
  const words = locale === 'de' ? de : en
  return (
    <main id="main" className="mx-auto max-w-xl px-5 py-16">
      <ErrorState title={words.crashTitle} action={<Button onClick={reset}>{words.again}</Button>}>
        {format(locale, words.crashHint, { digest: error.digest ?? '0' })}
      </ErrorState>
    </main>
  )
}
