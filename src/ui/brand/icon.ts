import { deriveTheme } from '@/domain/brand/theme'
import { MARK } from './mark'

/** The partner's mark on its colour, for the browser's tab: an address that asks nobody. */
export function brandIcon(brandColor: string): string {
  const { '--brand': ground, '--on-brand': ink } = deriveTheme(brandColor).light
  const mark = `<path fill="${ink}" transform="translate(5 5) scale(.92)" d="${MARK.bars}${MARK.base}"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${ground}"/>${mark}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
