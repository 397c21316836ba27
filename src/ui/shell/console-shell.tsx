import Link from 'next/link'
import type { ReactNode } from 'react'
import { BrandStyle, type FrameBrand } from '../brand/brand-style'
import { Wordmark } from '../brand/mark'
import { pickMessages } from '../i18n/catalogue'
import { I18nProvider } from '../i18n/context'
import type { Locale } from '../i18n/locale'
import { ToastProvider } from '../primitives/toast'
import { Clock } from './clock'
import { NavList } from './nav-list'
import type { NavSection } from './nav-model'
import { PhoneNav } from './phone-nav'
import { UserMenu, type UserMenuProps } from './user-menu'

export interface ConsoleShellProps extends UserMenuProps {
  locale: Locale
  brand: FrameBrand
  nonce?: string
  sections: readonly NavSection[]
  /** the search box: `<CommandPalette>` with the page's own search */
  palette: ReactNode
  children: ReactNode
}

/** The frame of every console page: the partner's header, the navigation, the content. Brings words, toasts and brand colours. */
export function ConsoleShell({ locale, brand, nonce, sections, palette, children, ...user }: ConsoleShellProps) {
  const messages = pickMessages(locale, 'common', 'nav', 'state', 'errors')
  return (
    <I18nProvider locale={locale} messages={messages}>
      <BrandStyle brandColor={brand.brandColor} logo={brand.logo} nonce={nonce} />
      <ToastProvider dismissLabel={messages.common.dismiss}>
        <header className="sticky top-0 z-30 flex h-12 items-center gap-3 bg-brand px-4 text-on-brand print:hidden">
          <Link href="/" className="min-w-0 text-on-brand no-underline outline-on-brand md:w-50 md:flex-none">
            <Wordmark brandName={brand.brandName} logo={brand.logo} />
          </Link>
          <div className="flex flex-1 max-sm:justify-end">{palette}</div>
          <Clock />
          <UserMenu {...user} />
        </header>
        <div className="flex">
          <nav
            aria-label={messages.nav.main}
            className="sticky top-12 h-[calc(100dvh-48px)] w-52 flex-none overflow-y-auto border-line border-r px-2 py-4 max-md:hidden print:hidden"
          >
            <NavList sections={sections} />
          </nav>
          <main
            id="main"
            tabIndex={-1}
            className="min-w-0 flex-1 px-6 py-5 outline-none max-md:px-4 max-md:pb-20 xl:max-w-[1600px]"
          >
            {children}
          </main>
        </div>
        <PhoneNav sections={sections} />
      </ToastProvider>
    </I18nProvider>
  )
}
