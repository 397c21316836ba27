import { startServices } from './services'
import { bundleServer } from './services/bundle'
import { runScript } from './services/lifetime'
import { spawnGuarded } from './services/process'
import { createTestDatabase } from './services/test-database'

const BUNDLE = 'dist/bench-server.js'

/** `npm run bench`: the machine's limits and the product beside them, on a database of its own; 1 when a floor is missed. */
runScript(async (life) => {
  const services = life.own(await startServices({ persistent: false }))
  const database = life.own(await createTestDatabase(services.databaseUrl))
  const DATABASE_URL = await database.copy('bench')
  await bundleServer(BUNDLE)
  const env = { ...process.env, ...services.env, DATABASE_URL, NODE_ENV: 'production' as const, LOG_LEVEL: 'warn' }
  const bench = spawnGuarded(process.execPath, ['--import', 'tsx', 'bench/main.ts', BUNDLE], { env, stdio: 'inherit' })
  life.own({ stop: () => bench.stop() })
  return bench.exited
})
