import { randomInt } from 'node:crypto'
import { startServices } from './services'
import { runScript } from './services/lifetime'
import { migrate } from './services/migrate'
import { spawnGuarded } from './services/process'
import { runSteps } from './services/steps'

const BUNDLE = 'dist/server.js'

/** `npm run chaos [-- <seed> [times]]`: load, and everything that can fail does; 1 when a promise is broken. */
runScript(async (life) => {
  const [seed = `${randomInt(1_000_000)}`, times = '1'] = process.argv.slice(2)
  // It crashes its database and empties its Redis: never those that somebody else uses.
  delete process.env.DATABASE_URL
  delete process.env.REDIS_URL
  const services = life.own(await startServices({ persistent: false }))
  await migrate(services.databaseUrl)
  const [build] = await runSteps([{ name: 'build', command: ['tsx', 'scripts/build.ts'] }], 1, life.signal)
  if (!build?.hasPassed) return 1
  const env = { ...process.env, ...services.env, NODE_ENV: 'test' as const, LOG_LEVEL: 'fatal' }
  const args = ['--import', 'tsx', 'bench/chaos-main.ts', BUNDLE, seed, times]
  const chaos = spawnGuarded(process.execPath, args, { env, stdio: 'inherit' })
  life.own({ stop: () => chaos.stop() })
  return chaos.exited
})
