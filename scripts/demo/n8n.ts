import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lifetime } from '../services/lifetime'
import { freePort, spawnGuarded, until } from '../services/process'

/** Where the stand-in for a customer's n8n answers; the same on every start, because a connection remembers its address. */
export interface DemoN8n {
  port: number
  apiKey: string
}

const READY_WITHIN_MS = 20_000

async function settings(dataDir: string): Promise<DemoN8n> {
  const file = join(dataDir, 'demo-n8n.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DemoN8n
  const made = { port: await freePort(), apiKey: `n8n_api_${randomBytes(24).toString('hex')}` }
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 })
  return made
}

/** Starts it and waits until it answers. `host` is what the program may call although it is on this machine. */
export async function startDemoN8n(
  life: Lifetime,
  dataDir: string,
): Promise<{ url: string; host: string; apiKey: string }> {
  const { port, apiKey } = await settings(dataDir)
  const args = [
    '--import',
    'tsx',
    'scripts/demo/n8n-process.ts',
    `${port}`,
    apiKey,
    join(dataDir, 'demo-n8n-runs.json'),
  ]
  life.own(spawnGuarded(process.execPath, args, { stdio: 'ignore' }))
  const host = `127.0.0.1:${port}`
  await until(async () => (await fetch(`http://${host}/`).catch(() => undefined))?.status, {
    timeoutMs: READY_WITHIN_MS,
    failure: () => new Error(`The demo's stand-in for n8n does not answer at ${host}; is the port taken?`),
  })
  return { url: `http://${host}`, host, apiKey }
}
