import { captureError, startSentry } from '@/infra/sentry'

/** Next's hook at the start of its server. Tracing is started by `server.ts`. */
export function register(): void {
  startSentry()
}

/** Next's hook for an error while it renders. */
export function onRequestError(error: unknown): void {
  captureError(error)
}
