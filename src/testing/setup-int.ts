import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { testDatabaseUrl } from './database'

// Runs before every *.int.test.ts: gives the file a database and a Redis keyspace of its own.
const templateUrl = process.env.TEST_TEMPLATE_URL
const redisUrl = process.env.TEST_REDIS_URL
if (!templateUrl || !redisUrl) throw new Error('Run integration tests with `npm test -- integration [file]`')

const workerId = process.env.VITEST_POOL_ID ?? '1'
process.env.DATABASE_URL = await testDatabaseUrl(templateUrl, workerId)
process.env.REDIS_URL = `${redisUrl}/${workerId}`
delete process.env.BASE_URL // Vite's own variable of that name says '/'
process.env.ANDON_PROOF_DIR = mkdtempSync(join(tmpdir(), 'andon-proof-'))
process.env.AUTH_SECRET = 'a secret of the tests, long enough'

const redis = new Redis(process.env.REDIS_URL)
await redis.flushdb()
redis.disconnect()
