import { deriveTheme } from '@/domain/brand/theme'

/** The partner as a mail shows them; colours are checked for contrast. */
export interface MailBrand {
  name: string
  header: string
  onHeader: string
  button: string
}

/** `color` is the partner's `#rrggbb`. */
export function mailBrand(name: string, color: string): MailBrand {
  const { light } = deriveTheme(color)
  return { name, header: light['--brand'], onHeader: light['--on-brand'], button: light['--brand-btn'] }
}
