import type { ReactNode } from 'react'
import type { PortalSnapshot } from '@/domain/portal/snapshot'
import { brandIcon } from '../brand/icon'
import { portalStyle } from './style'
import { fill, type PortalLocale, type PortalWords } from './words'

/** What every page of a portal knows. */
export interface PortalFrame {
  brand: PortalSnapshot['brand']
  clientName: string
  city: string
  locale: PortalLocale
  words: PortalWords
  /** the portal's address without a slash at its end; '' on the client's own host */
  base: string
  /** carried by every link once the reader chose a language: '?lang=de' or '' */
  query: string
}

/** An address inside the portal. */
export function inside({ base, query }: Pick<PortalFrame, 'base' | 'query'>, path: string): string {
  return `${base}${path}` === '' ? `/${query}` : `${base}${path}${query}`
}

function Mark({ brand }: PortalFrame) {
  const { logo } = brand
  if (!logo)
    return (
      <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" fill="currentColor">
        <path d="M3 12h3v9H3zM8 6h3v15H8zM13 9h3v12h-3zM18 3h3v18h-3z" />
      </svg>
    )
  const height = 32
  const width = Math.min(160, Math.round((logo.width / logo.height) * height))
  return <img src={`/brand/${logo.hash}.png`} alt="" width={width} height={height} />
}

/** One script-free document in the brand's frame. */
export function PortalDocument({
  frame,
  title,
  feed,
  children,
}: {
  frame: PortalFrame
  title: string
  feed?: boolean
  children: ReactNode
}) {
  const { brand, clientName, city, words, locale } = frame
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <link rel="icon" type="image/svg+xml" href={brandIcon(brand.color)} />
        {feed && <link rel="alternate" type="application/atom+xml" href={inside(frame, '/feed.atom')} />}
        <style>{portalStyle(brand.color)}</style>
      </head>
      <body>
        <header>
          <div>
            <Mark {...frame} />
            <p>
              <b>{brand.name}</b>
              <span>{fill(city ? words.forClient : words.forClientOnly, { client: clientName, city })}</span>
            </p>
          </div>
        </header>
        {children}
      </body>
    </html>
  )
}
