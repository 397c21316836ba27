import { Redis } from 'ioredis'
import pg from 'pg'
import { until } from '~/scripts/services/process'
import type { Running } from '../product/processes'
import { seeded } from './random'

/** One thing that goes wrong, and how often. */
export interface Fault {
  name: string
  times: number
  strike(): Promise<void>
}

interface Restarted {
  current: Running
  restart(): Promise<Running>
}

/** kill -9 of one of several in turn, and a new process on the same port, as a service manager would. */
export function killing(name: string, times: number, processes: readonly [Restarted, ...Restarted[]]): Fault {
  let strikes = 0
  return {
    name,
    times,
    async strike() {
      const process = processes[strikes++ % processes.length] ?? processes[0]
      process.current.child.kill('SIGKILL')
      await process.current.exited
      process.current = await process.restart()
    },
  }
}

/** A connection as soon as there can be one. */
function connected(databaseUrl: string): Promise<pg.Client> {
  const attempt = async () => {
    const client = new pg.Client({ connectionString: databaseUrl })
    client.on('error', () => {})
    return client.connect().then(
      () => client,
      () => undefined,
    )
  }
  return until(attempt, { timeoutMs: 30_000, failure: () => new Error('PostgreSQL does not come back') })
}

/** One killed backend makes PostgreSQL throw everybody out and recover from its log, as after a power cut. */
export function crashingPostgres(times: number, databaseUrl: string): Fault {
  return {
    name: 'PostgreSQL crash and recovery',
    times,
    async strike() {
      const victim = await connected(databaseUrl)
      const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      if (rows[0]) process.kill(rows[0].pid, 'SIGKILL')
      await victim.end().catch(() => undefined)
      await (await connected(databaseUrl)).end()
    },
  }
}

/** Everything in Redis is gone: what it held is rebuilt from the outbox. */
export function flushingRedis(times: number, redisUrl: string): Fault {
  return {
    name: 'Redis FLUSHALL',
    times,
    async strike() {
      const redis = new Redis(redisUrl)
      await redis.flushall()
      redis.disconnect()
    },
  }
}

/** Strikes in an order and with pauses that the seed decides; one after the other, as faults meet a system that still recovers. */
export async function strikeAll(
  faults: readonly Fault[],
  seed: number,
  pauseMs: number,
  say: (text: string) => void,
): Promise<void> {
  const random = seeded(seed)
  const strikes = faults
    .flatMap((fault) => Array.from({ length: fault.times }, () => ({ fault, at: random() })))
    .sort((a, b) => a.at - b.at)
  for (const { fault } of strikes) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + random())))
    say(`  ${fault.name}`)
    await fault.strike()
  }
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
}
