import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { PortalSnapshot } from '@/domain/portal/snapshot'
import type { PlantClock } from '@/ui/portal/clock'
import type { PortalFrame } from '@/ui/portal/document'
import { PortalPage } from '@/ui/portal/portal-page'
import { PORTAL_WORDS, type PortalLocale } from '@/ui/portal/words'

/** The reader's language from Accept-Language; English unless German comes first. A choice on the page goes before it. */
export function portalLocale(acceptLanguage: string | null, search: string): { locale: PortalLocale; query: string } {
  const [, chosen] = /(?:^|&)lang=(en|de)(?:&|$)/.exec(search) ?? []
  if (chosen === 'en' || chosen === 'de') return { locale: chosen, query: `?lang=${chosen}` }
  return { locale: /^\s*de\b/i.test(acceptLanguage ?? '') ? 'de' : 'en', query: '' }
}

/** What every page of this portal knows, for one reader. */
export function frameOf(
  { brand, clientName, city }: Pick<PortalSnapshot, 'brand' | 'clientName' | 'city'>,
  { locale, query, base }: { locale: PortalLocale; query: string; base: string },
): PortalFrame {
  return { brand, clientName, city, locale, query, base, words: PORTAL_WORDS[locale] }
}

/** One self-contained document: no script, no font, no request to anybody else. */
export function documentOf(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`
}

/** Old enough to say so. */
const STALE_MS = 60_000

/** Since when a reader has had no news; null: what is shown is of now. */
export function staleSince({ quietSince, asOf }: PortalSnapshot, now: Date): Date | null {
  const isOld = now.getTime() - asOf.getTime() >= STALE_MS
  if (!isOld) return quietSince
  return quietSince && quietSince < asOf ? quietSince : asOf
}

export function renderPortal(
  snapshot: PortalSnapshot,
  { frame, now, isMember }: { frame: PortalFrame; now: Date; isMember: boolean },
): string {
  const since = staleSince(snapshot, now)
  const plant: PlantClock = { zone: snapshot.zone, locale: frame.locale, now: since ? now : snapshot.asOf }
  return documentOf(createElement(PortalPage, { snapshot, frame, plant, isMember, staleSince: since }))
}
