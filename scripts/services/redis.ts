import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { ensureProgram } from './packages'
import { freePort, spawnGuarded, until } from './process'

export interface RedisService {
  url: string
  stop(): Promise<void>
}

const ADVICE: Partial<Record<NodeJS.Platform, string>> = {
  linux:
    'install it (Debian, Ubuntu: sudo apt-get install redis-server; Fedora: sudo dnf install valkey) or set REDIS_URL',
  darwin: 'install it (brew install redis) or set REDIS_URL',
  win32: 'start one (docker compose up -d redis) and set REDIS_URL=redis://127.0.0.1:6379',
}

/** Uses REDIS_URL when it is set, else starts Redis or Valkey in memory, with a password, on the loopback address. */
export async function startRedis(): Promise<RedisService> {
  const given = process.env.REDIS_URL
  if (given) return { url: given, stop: async () => {} }

  const advice = ADVICE[process.platform] ?? 'start one and set REDIS_URL'
  const program = await ensureProgram(['redis-server', 'valkey-server'], 'redis-server', advice)
  const port = await freePort()
  const password = randomBytes(24).toString('hex')
  const server = spawnGuarded(program, ['-'], { stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' })
  // Through standard input, because arguments are visible to everybody on the machine.
  server.child.stdin?.end(settings(port, password))
  const url = `redis://:${password}@127.0.0.1:${port}`
  await until(() => answers(url), {
    timeoutMs: 10_000,
    failure: () => new Error(`${program} did not answer on 127.0.0.1:${port}`),
  })
  return { url, stop: () => server.stop() }
}

function settings(port: number, password: string): string {
  return [
    `port ${port}`,
    'bind 127.0.0.1',
    `requirepass ${password}`,
    'save ""',
    'appendonly no',
    'maxmemory-policy noeviction', // queues must not lose keys silently
    'databases 64', // one for each test worker
    '',
  ].join('\n')
}

async function answers(url: string): Promise<true | undefined> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  redis.on('error', () => {}) // refused until the server listens
  try {
    await redis.connect()
    await redis.ping()
    return true
  } catch {
    return undefined
  } finally {
    redis.disconnect()
  }
}
