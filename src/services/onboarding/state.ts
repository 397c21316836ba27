import { env } from '@/env'
import { hasMailProvider } from '@/infra/mailer'

/**
 * `open`: anybody may ask for a partner. `closed`: this installation has switched it off. `mute`: it is on, but nothing here
 * sends mail, so no address could be proved; the demo reads its mails on a page.
 */
export function signUpState(): 'open' | 'closed' | 'mute' {
  if (!env.SIGN_UP) return 'closed'
  return hasMailProvider() || env.ANDON_DEMO ? 'open' : 'mute'
}
