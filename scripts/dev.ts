import { startServices } from './services'
import { runScript } from './services/lifetime'
import { migrate } from './services/migrate'
import { spawnServer } from './services/server'

/** `npm run dev`: the sources with reload, on the demo's data if there are any. */
runScript(async (life) => {
  const services = life.own(await startServices({ persistent: true }))
  await migrate(services.databaseUrl)
  const env = { ...services.env, ANDON_DEMO: '1' }
  const port = Number(process.env.PORT || 3000)
  const { baseUrl } = life.own(await spawnServer({ port, env, isDevelopment: true, output: 'inherit' }))
  process.stdout.write(`\nServing the sources at ${baseUrl}\n`)
  await life.untilAsked()
})
