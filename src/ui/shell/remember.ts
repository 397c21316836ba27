import type { LOCALE_COOKIE, THEME_COOKIE, ZONE_COOKIE } from '../i18n/locale'

export type Preference = typeof LOCALE_COOKIE | typeof THEME_COOKIE | typeof ZONE_COOKIE

const YEAR_S = 31_536_000

/** Keeps a preference where the server reads it before the first byte; null forgets it. */
export function remember(name: Preference, value: string | null): void {
  const secure = window.location.protocol === 'https:' ? '; secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and Firefox, and works over https only
  document.cookie = `${name}=${encodeURIComponent(value ?? '')}; path=/; max-age=${value === null ? 0 : YEAR_S}; samesite=lax${secure}`
}
