import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { preload } from 'react-dom'
import { viewer } from '@/ui/i18n/server'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Console', template: '%s' },
  robots: { index: false, follow: false },
  referrer: 'strict-origin-when-cross-origin',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

/** Language and theme are known before the first byte, so nothing flashes. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, theme, m } = await viewer()
  preload('/fonts/inter-latin.woff2', { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' })
  return (
    <html lang={locale} data-theme={theme}>
      <body>
        <a className="skip" href="#main">
          {m.common.skip}
        </a>
        {children}
      </body>
    </html>
  )
}
