import Stripe from 'stripe'
import { env } from '@/env'
import { AppError } from '@/lib/errors'

const TIMEOUT_MS = 12_000
const RETRIES = 2

const shared = globalThis as typeof globalThis & {
  andonStripe?: { key: string; base: string | undefined; client: Stripe }
}

function connect(key: string, base: string | undefined): Stripe {
  const common = { timeout: TIMEOUT_MS, maxNetworkRetries: RETRIES, telemetry: false, appInfo: { name: 'Andon' } }
  if (!base) return new Stripe(key, common)
  const { hostname, port, protocol } = new URL(base)
  const isPlain = protocol === 'http:'
  return new Stripe(key, {
    ...common,
    host: hostname,
    port: port || (isPlain ? '80' : '443'),
    protocol: isPlain ? 'http' : 'https',
  })
}

/** The one client of this process; null while nobody can pay here. */
export function stripeClient(): Stripe | null {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_BASE: base } = env
  if (!key) return null
  if (shared.andonStripe?.key !== key || shared.andonStripe.base !== base)
    shared.andonStripe = { key, base, client: connect(key, base) }
  return shared.andonStripe.client
}

/** Hosts where the payment service's own pages live. */
const PAGES = new Set([
  'checkout.stripe.com',
  'billing.stripe.com',
  'invoice.stripe.com',
  'pay.stripe.com',
  'files.stripe.com',
])

/** A page of the payment service, or null for any other address: people are sent nowhere else. */
export function paymentPage(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null
  const { host, hostname, protocol } = new URL(url)
  if (protocol === 'https:' && PAGES.has(host)) return url
  if (!env.STRIPE_API_BASE) return null
  const base = new URL(env.STRIPE_API_BASE)
  // A stand-in on this machine answers by its name and by its address.
  const isSame = (name: string) => name === base.hostname || (isLocal(name) && isLocal(base.hostname))
  return protocol === base.protocol && isSame(hostname) && new URL(url).port === base.port ? url : null
}

const isLocal = (name: string) => name === 'localhost' || name === '127.0.0.1'

/** What went wrong there, in words that say what to do; what is a mistake of ours stays one. */
export function asPaymentProblem(error: unknown): never {
  if (error instanceof Stripe.errors.StripeCardError)
    throw new AppError(
      'CONFLICT',
      'The card was declined, nothing was changed. Enter another card in the billing portal.',
      [],
      { cause: error },
    )
  if (error instanceof Stripe.errors.StripeIdempotencyError)
    throw new AppError(
      'CONFLICT',
      'The same was asked for a moment ago with other details. Reload the page and try again.',
      [],
      { cause: error },
    )
  const isAway =
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    (error instanceof Stripe.errors.StripeAPIError && (error.statusCode ?? 500) >= 500)
  if (isAway)
    throw new AppError(
      'UNAVAILABLE',
      'The payment service does not answer. Nothing was changed; try again shortly.',
      [],
      { cause: error },
    )
  if (error instanceof Stripe.errors.StripeAuthenticationError || error instanceof Stripe.errors.StripePermissionError)
    throw new AppError(
      'UNAVAILABLE',
      'The payment service refuses our key: whoever runs this server must check STRIPE_SECRET_KEY.',
      [],
      { cause: error },
    )
  throw error
}
