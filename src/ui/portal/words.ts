import { portal as de } from '../i18n/de/portal'
import { portal as en } from '../i18n/en/portal'
import type { Translated } from '../i18n/translated'

export type PortalLocale = 'en' | 'de'
export type PortalWords = Translated<typeof en>

export const PORTAL_WORDS: Readonly<Record<PortalLocale, PortalWords>> = { en, de }

/** Puts values into `{name}` places; a place without a value is empty. */
export const fill = (template: string, values: Record<string, string | number>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
