import type { ReactNode } from 'react'
import { page, requestContext } from '@/trpc/server'
import { BrandStyle } from '@/ui/brand/brand-style'
import { Wordmark } from '@/ui/brand/mark'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'

/** Before anybody is known: the partner's frame, one column, one question. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { locale } = await viewer()
  const { partner } = await requestContext()
  const brand = partner && (await page((api) => api.partner.current({})))
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'auth')}>
      {brand && <BrandStyle brandColor={brand.brandColor} />}
      <header className="flex h-12 items-center bg-brand px-4 text-on-brand">
        {brand && <Wordmark brandName={brand.brandName} />}
      </header>
      <main id="main" className="mx-auto w-full max-w-[26rem] px-4 pt-[12vh] pb-16">
        {children}
      </main>
    </I18nProvider>
  )
}
