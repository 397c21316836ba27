'use client'
import { apiError } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'

/** What went wrong, for a toast or a form: the verb's own words in English, the code's words in other languages. */
export function useProblem(): (error: unknown) => string {
  const { t, locale } = useT('errors')
  return (error) => {
    const { code, message } = apiError(error)
    if (code === null) return t.offline
    return locale === 'en' ? message : t.codes[code]
  }
}
