import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemoN8n } from './demo/n8n'
import { priceDemoPlans, startDemoStripe } from './demo/stripe'
import { startServices } from './services'
import { prepareTypes, staticChecks, vitestStep } from './services/checks'
import { type Lifetime, runScript } from './services/lifetime'
import { ensureProgram } from './services/packages'
import { freePort } from './services/process'
import { spawnServer } from './services/server'
import { runSteps, type Step, type StepResult } from './services/steps'
import { createTestDatabase, type TestDatabase } from './services/test-database'

const PARTS = ['checks', 'unit', 'integration', 'e2e'] as const
type Part = (typeof PARTS)[number]

/** `npm test [-- <part> [file …]]`: everything, or one part of it. */
runScript(async (life) => {
  const [part, ...filters] = process.argv.slice(2)
  if (part !== undefined && !PARTS.includes(part as Part))
    throw new Error(`Usage: npm test [-- ${PARTS.join('|')} [file …]]`)
  const wants = (name: Part) => part === undefined || part === name
  const reportDir = mkdtempSync(join(tmpdir(), 'andon-test-'))
  life.own({ stop: () => rmSync(reportDir, { recursive: true, force: true }) })

  const results: StepResult[] = []
  const run = async (steps: Step[], width = 1) => results.push(...(await runSteps(steps, width, life.signal)))

  if (wants('checks')) {
    await run(prepareTypes())
    await run(staticChecks(reportDir), 2)
  }
  if (part === 'unit') await run([vitestStep('unit', reportDir, filters)])
  if (wants('integration') || wants('e2e')) {
    const services = life.own(await startServices({ persistent: false, isDurable: false }))
    const database = life.own(await createTestDatabase(services.databaseUrl))
    const env = { ...services.env, TEST_TEMPLATE_URL: database.templateUrl, TEST_REDIS_URL: services.redisUrl }
    if (wants('integration')) await run([{ ...vitestStep('integration', reportDir, filters), env }])
    if (wants('e2e') && existsSync('e2e')) {
      await run([{ name: 'build', command: ['tsx', 'scripts/build.ts'] }])
      if (results.at(-1)?.hasPassed) await run(await e2eSteps(life, database, env, reportDir, filters))
    }
  }

  const sum = (count: 'passed' | 'failed') => results.reduce((total, result) => total + result[count], 0)
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`)
  return sum('failed') === 0 ? 0 : 1
})

/** The built program over a database of its own, with the system's Chromium; then a look for secrets in what it logged. */
async function e2eSteps(
  life: Lifetime,
  database: TestDatabase,
  env: Readonly<Record<string, string>>,
  reportDir: string,
  filters: readonly string[],
): Promise<Step[]> {
  const advice = 'install Chromium (sudo apt-get install chromium; brew install --cask chromium)'
  const chromium = await ensureProgram(['chromium', 'chromium-browser', 'google-chrome'], 'chromium', advice)
  const port = await freePort()
  const stripe = await startDemoStripe(life, reportDir, `http://localhost:${port}/hooks/stripe`)
  const n8n = await startDemoN8n(life, reportDir)
  const e2eEnv = {
    ...{ ...env, ...stripe, OUTBOUND_ALLOW: n8n.host },
    ...{
      DATABASE_URL: await database.copy('e2e'),
      LOG_LEVEL: 'info',
      E2E_LOG_DIR: mkdtempSync(join(reportDir, 'logs-')),
    },
  }
  await priceDemoPlans(e2eEnv)
  const server = life.own(await spawnServer({ port, env: e2eEnv, logFile: join(e2eEnv.E2E_LOG_DIR, 'main.log') }))
  const journeys = {
    ...{ ...e2eEnv, E2E_BASE_URL: server.baseUrl, CHROMIUM_PATH: chromium },
    ...{ E2E_N8N_URL: n8n.url, E2E_N8N_KEY: n8n.apiKey },
  }
  return [
    { ...vitestStep('e2e', reportDir, filters), env: journeys },
    { name: 'secrets in logs', command: ['tsx', 'scripts/check-logs.ts'], env: journeys },
  ]
}
