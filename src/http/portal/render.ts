import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { PortalSnapshot } from '@/domain/portal/snapshot'
import { portal as de } from '@/ui/i18n/de/portal'
import { portal as en } from '@/ui/i18n/en/portal'
import { PortalPage } from '@/ui/portal/portal-page'

export type PortalLocale = 'en' | 'de'

const WORDS = { en, de }

/** The reader's language from Accept-Language; English unless German comes first. */
export function portalLocale(acceptLanguage: string | null): PortalLocale {
  return /^\s*de\b/i.test(acceptLanguage ?? '') ? 'de' : 'en'
}

/** One self-contained document: no script, no font, no request to anybody. */
export function renderPortal(snapshot: PortalSnapshot, locale: PortalLocale): string {
  return `<!doctype html>${renderToStaticMarkup(createElement(PortalPage, { snapshot, words: WORDS[locale], locale }))}`
}
