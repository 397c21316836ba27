import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lifetime } from '../services/lifetime'
import { freePort, runToEnd, spawnGuarded, until } from '../services/process'

/** Where the stand-in for the payment service answers; the same on every start, because links to it are kept. */
interface DemoStripe {
  port: number
  secret: string
}

export interface StripeEnv {
  STRIPE_SECRET_KEY: string
  STRIPE_WEBHOOK_SECRET: string
  STRIPE_API_BASE: string
}

const READY_WITHIN_MS = 20_000

async function settings(dataDir: string): Promise<DemoStripe> {
  const file = join(dataDir, 'demo-stripe.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DemoStripe
  const made = { port: await freePort(), secret: `whsec_${randomBytes(24).toString('hex')}` }
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 })
  return made
}

/** Starts it, waits until it answers, and makes the prices of the plans there. No money moves; every page of it says so. */
export async function startDemoStripe(life: Lifetime, dataDir: string, webhook: string): Promise<StripeEnv> {
  const { port, secret } = await settings(dataDir)
  const world = join(dataDir, 'demo-stripe-world.json')
  const args = ['--import', 'tsx', 'scripts/demo/stripe-process.ts', `${port}`, webhook, secret, world]
  life.own(spawnGuarded(process.execPath, args, { stdio: 'ignore' }))
  const base = `http://localhost:${port}`
  await until(async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.status, {
    timeoutMs: READY_WITHIN_MS,
    failure: () =>
      new Error(`The demo's stand-in for the payment service does not answer at ${base}; is the port taken?`),
  })
  return { STRIPE_SECRET_KEY: 'sk_test_demo', STRIPE_WEBHOOK_SECRET: secret, STRIPE_API_BASE: base }
}

/** Safe to repeat. `env`: what the program runs with. */
export async function priceDemoPlans(env: Readonly<Record<string, string>>): Promise<void> {
  await runToEnd(process.execPath, ['--import', 'tsx', 'scripts/cli.ts', 'stripe-setup'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
