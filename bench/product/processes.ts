import { freePort, type Guarded, spawnGuarded, until } from '~/scripts/services/process'

const READY_WITHIN_MS = 30_000

export interface Running extends Guarded {
  port: number
}

function start(args: string[], port: number, env: Record<string, string>): Running {
  const child = spawnGuarded(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  return { ...child, port }
}

async function answering(port: number, path: string): Promise<void> {
  await until(
    () =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        ({ ok, status }) => ok || status === 500 || undefined,
        () => undefined,
      ),
    {
      timeoutMs: READY_WITHIN_MS,
      failure: () => new Error(`Nothing answers on port ${port}`),
    },
  )
}

/** The product in one of its roles, from the bundle; `more` is added to its environment. */
export async function startProduct(
  role: 'web' | 'ingest' | 'worker',
  bundle: string,
  more: Record<string, string> = {},
  givenPort?: number,
): Promise<Running> {
  const port = givenPort ?? (await freePort())
  const env = { ROLE: role, PORT: `${port}`, NODE_ENV: 'production', LOG_LEVEL: 'fatal', ...more }
  const running = start(['--max-semi-space-size=32', '--enable-source-maps', bundle], port, env)
  await answering(port, '/healthz')
  return running
}

/** The door of portals alone. */
export async function startPortal(): Promise<Running> {
  const port = await freePort()
  const running = start(['--import', 'tsx', 'bench/portal-server.ts', `${port}`], port, { NODE_ENV: 'production' })
  await until(
    () =>
      fetch(`http://127.0.0.1:${port}`).then(
        () => true,
        () => undefined,
      ),
    { timeoutMs: READY_WITHIN_MS, failure: () => new Error('The portal does not answer') },
  )
  return running
}

/** The server of limit L5. */
export async function startRaw(): Promise<Running> {
  const port = await freePort()
  const running = start(['--import', 'tsx', 'bench/raw-server.ts', `${port}`], port, {})
  await until(
    () =>
      fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: '{}' }).then(
        () => true,
        () => undefined,
      ),
    { timeoutMs: READY_WITHIN_MS, failure: () => new Error('The raw server does not answer') },
  )
  return running
}
