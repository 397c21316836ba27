import { createWriteStream } from 'node:fs'
import { type Guarded, spawnGuarded, until } from './process'

export interface ServerOptions {
  port: number
  /** Added to our own environment: at least what `startServices` returns as `env`. */
  env: Readonly<Record<string, string>>
  /** true: straight from the sources with Next's development server; false: what `npm run build` made. */
  isDevelopment?: boolean
  /** Where the program's output goes: ours, or nowhere but the error of a failed start (default). */
  output?: 'inherit' | 'capture'
  /** A file that keeps all of the output as well. */
  logFile?: string
}

export interface Server extends Guarded {
  baseUrl: string
}

const READY_WITHIN_MS = 60_000

/** Starts the program and waits until `/readyz` says that it can commit. */
export async function spawnServer(options: ServerOptions): Promise<Server> {
  const { port, env, isDevelopment, output = 'capture', logFile } = options
  const program = isDevelopment
    ? ['--import', 'tsx', 'src/server.ts']
    : ['--max-semi-space-size=32', '--enable-source-maps', 'dist/server.js']
  const server = spawnGuarded(process.execPath, program, {
    env: { ...process.env, NODE_ENV: isDevelopment ? 'development' : 'production', ...env, PORT: `${port}` },
    stdio: ['ignore', output === 'inherit' ? 'inherit' : 'pipe', output === 'inherit' ? 'inherit' : 'pipe'],
  })
  const lastWords = captureTail(server)
  if (logFile) keepOutput(server, logFile)
  let hasEnded = false
  server.child.once('exit', () => (hasEnded = true))

  const baseUrl = `http://localhost:${port}`
  try {
    await until(
      async () => {
        if (hasEnded) throw new Error(`The server ended before it was ready:\n${lastWords()}`)
        const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
        return response?.ok || undefined
      },
      { timeoutMs: READY_WITHIN_MS, failure: () => new Error(`The server did not become ready:\n${lastWords()}`) },
    )
  } catch (error) {
    await server.stop()
    throw error
  }
  return { ...server, baseUrl }
}

function keepOutput({ child }: Guarded, file: string): void {
  const log = createWriteStream(file, { flags: 'a' })
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(log, { end: false })
  child.once('close', () => log.end())
}

/** Keeps the last 4,000 characters of a program's output, and the pipes empty. */
function captureTail({ child }: Guarded): () => string {
  let tail = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-4000)
    })
  }
  return () => tail
}
