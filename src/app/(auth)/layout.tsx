import type { ReactNode } from 'react'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'

/** Before anybody is known; each page draws its frame with `Entrance`. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { locale } = await viewer()
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'auth')}>
      {children}
    </I18nProvider>
  )
}
