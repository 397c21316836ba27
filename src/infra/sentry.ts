import * as Sentry from '@sentry/node'
import { env } from '@/env'

/** A ping key stands in the path; no key may leave the house. */
const SECRET = /\b(ak|pk)_[0-9A-Za-z]{12}_[0-9A-Za-z]{32}\b/g

function scrubText<T>(value: T): T {
  return typeof value === 'string' ? (value.replace(SECRET, '$1_[redacted]') as T) : value
}

/** Leaves what says where the program failed, and nothing of what a customer sent. */
export function scrub<E extends Sentry.ErrorEvent>(event: E): E {
  event.request = event.request && { method: event.request.method, url: scrubText(event.request.url?.split('?')[0]) }
  event.user = undefined
  event.extra = undefined
  event.breadcrumbs = undefined
  event.message = scrubText(event.message)
  for (const exception of event.exception?.values ?? []) {
    exception.value = scrubText(exception.value)
    for (const frame of exception.stacktrace?.frames ?? []) frame.vars = undefined
  }
  return event
}

/** Error tracking; does nothing without SENTRY_DSN. */
export function startSentry(): void {
  if (!env.SENTRY_DSN) return
  Sentry.init({
    dsn: env.SENTRY_DSN,
    environment: env.NODE_ENV,
    sendDefaultPii: false,
    skipOpenTelemetrySetup: true,
    maxBreadcrumbs: 0,
    beforeSend: scrub,
  })
}

/** An error nobody foresaw. */
export function captureError(error: unknown): void {
  if (env.SENTRY_DSN) Sentry.captureException(error)
}

/** Sends what waits; the process is stopping. */
export async function flushSentry(): Promise<void> {
  if (env.SENTRY_DSN) await Sentry.flush(2_000)
}
