import { resolve } from 'node:path'
import { startPostgres } from './postgres'
import { startRedis } from './redis'
import { authSecret } from './secret'

export interface ServicesOptions {
  /** true: the cluster in ANDON_DATA_DIR, kept between starts; false: thrown away at the end. */
  persistent: boolean
  /** false trades safety against power loss for speed (tests). Default true. */
  isDurable?: boolean
  databasePort?: number
}

export interface Services {
  databaseUrl: string
  redisUrl: string
  /** What the program needs in its environment to use these services. */
  env: { DATABASE_URL: string; REDIS_URL: string; AUTH_SECRET: string; ANDON_DATA_DIR: string }
  stop(): Promise<void>
}

/** Absolute path of the folder for local services and generated secrets. */
export const dataDir = (): string => resolve(process.env.ANDON_DATA_DIR || '.andon')

/** Starts PostgreSQL and Redis, or takes the given ones (DATABASE_URL, REDIS_URL). They end with this process. */
export async function startServices({ persistent, isDurable, databasePort }: ServicesOptions): Promise<Services> {
  const redis = await startRedis() // first: it is the one that may be missing, and says so
  const options = { dataDir: persistent ? dataDir() : undefined, isDurable, port: databasePort }
  const postgres = await startPostgres(options).catch(async (error: unknown) => {
    await redis.stop()
    throw error
  })
  return {
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    env: {
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      AUTH_SECRET: authSecret(dataDir()),
      ANDON_DATA_DIR: dataDir(),
    },
    stop: async () => {
      await Promise.all([redis.stop(), postgres.stop()])
    },
  }
}
