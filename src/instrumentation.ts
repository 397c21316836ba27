/** Next's hook at the start of its server: error tracking for what it renders. Tracing is started by `server.ts`. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startSentry } = await import('@/infra/sentry')
  startSentry()
}
