import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { pass } from './clock'
import { deliver } from './deliver'
import { serveStripe } from './server'
import { StripeWorld } from './world'

const BEAT_MS = 2_000

export interface StripeProcess {
  port: number
  /** of the endpoint that is told */
  webhook: string
  secret: string
  /** kept here between starts, as the real one keeps everything */
  file?: string
}

/** The fake on a port of its own with the real time: keeps its world in a file, lets periods and retries come by themselves, tells the endpoint. */
export async function startFakeStripe({
  port,
  webhook,
  secret,
  file,
}: StripeProcess): Promise<{ url: string; stop(): void }> {
  const world = new StripeWorld({ secret, nowS: Math.floor(Date.now() / 1000), base: `http://localhost:${port}` })
  if (file && existsSync(file)) world.restore(readFileSync(file, 'utf8'))
  deliver(world, { url: webhook, isUnruly: true })
  const served = await serveStripe(() => world, port)
  let kept = ''
  const keep = () => {
    const dump = world.dump()
    if (!file || dump === kept) return
    writeFileSync(`${file}.new`, dump)
    renameSync(`${file}.new`, file)
    kept = dump
  }
  const ahead = world.nowS - Math.floor(Date.now() / 1000)
  let offset = ahead
  const beat = setInterval(() => {
    // Whoever let time pass on the portal page stays ahead.
    offset = Math.max(offset, world.nowS - Math.floor(Date.now() / 1000))
    pass(world, Math.floor(Date.now() / 1000) + offset)
    keep()
  }, BEAT_MS)
  const stop = () => {
    clearInterval(beat)
    served.close()
    keep()
  }
  return { url: `http://localhost:${port}`, stop }
}
