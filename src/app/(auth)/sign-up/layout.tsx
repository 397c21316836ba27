import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { signUpState } from '@/services/onboarding/state'
import { requestContext } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'

/** On the platform's own host only, and only where this installation wants it. */
export default async function SignUpLayout({ children }: { children: ReactNode }) {
  if ((await requestContext()).partner || signUpState() === 'closed') notFound()
  const { locale } = await viewer()
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'signUp')}>
      {children}
    </I18nProvider>
  )
}
