import { type DemoData, openDemoData } from './demo/fill'
import { startDemoN8n } from './demo/n8n'
import { editBehindBacks } from './demo/n8n-edit'
import { readKeys, simulatedClients, writeKeys, writeRecord } from './demo/record'
import { simulate } from './demo/simulator'
import { priceDemoPlans, startDemoStripe } from './demo/stripe'
import { dataDir, startServices } from './services'
import { type Lifetime, runScript } from './services/lifetime'
import { migrate } from './services/migrate'
import { runToEnd } from './services/process'
import { spawnServer } from './services/server'

const say = (text: string) => process.stdout.write(`${text}\n`)

/** `npm run demo`: three plants on this machine, from nothing, until Ctrl-C. */
runScript(async (life) => {
  const port = Number(process.env.PORT || 3000)
  const services = life.own(await startServices({ persistent: true }))
  say('✓ PostgreSQL and Redis')
  const applied = await migrate(services.databaseUrl)
  say(`✓ database (${applied.length > 0 ? `${applied.length} migrations applied` : 'up to date'})`)
  // The build and the history share the two cores; both must be done before the doors open.
  const n8n = await startDemoN8n(life, dataDir())
  const stripe = await startDemoStripe(life, dataDir(), `http://localhost:${port}/hooks/stripe`)
  const env = {
    ...services.env,
    ...stripe,
    ...{ ANDON_DEMO: '1', LOG_LEVEL: process.env.LOG_LEVEL || 'warn', PORT: `${port}` },
    OUTBOUND_ALLOW: [process.env.OUTBOUND_ALLOW, n8n.host].filter(Boolean).join(','),
  }
  const data = await openDemoData(env)
  const [, made] = await Promise.all([build(), data.fill()])
  if (made) writeKeys(dataDir(), made)
  await Promise.all([data.wake(n8n), priceDemoPlans(env)])
  await serve(life, data, { env, port, n8n })
})

async function build(): Promise<void> {
  const startedAt = Date.now()
  await runToEnd(process.execPath, ['--import', 'tsx', 'scripts/build.ts'])
  say(`✓ build (${Math.round((Date.now() - startedAt) / 1000)} s)`)
}

async function serve(
  life: Lifetime,
  data: DemoData,
  { env, port, n8n }: { env: Readonly<Record<string, string>>; port: number; n8n: { url: string; apiKey: string } },
): Promise<void> {
  const { baseUrl } = life.own(await spawnServer({ port, env, output: 'inherit' }))
  life.own({ stop: data.rest })
  const keys = readKeys(dataDir())
  if (!keys) throw new Error(`The keys of this demo are gone. Delete ${dataDir()} and start again.`)
  const file = writeRecord(dataDir(), keys, baseUrl)
  const simulation = simulate(baseUrl, simulatedClients(keys, baseUrl), life.signal)
  void editBehindBacks(n8n, life.signal).then(
    (isDone) => isDone && say('n8n: somebody saved a workflow that nobody approved'),
    say,
  )
  say(`✓ plant traffic; sign-in links and keys are in ${file}`)
  say(`\nAndon is ready: ${baseUrl}\n`)
  await life.untilAsked()
  await simulation
}
