import { startFakeN8n } from '@/testing/fakes/n8n/life'
import { runScript } from '../services/lifetime'

/** The demo's stand-in for a customer's n8n: a process of its own, so that the product reads it over HTTP like a real one. */
runScript(async (life) => {
  const [port, apiKey, file] = process.argv.slice(2)
  if (!port || !apiKey || !file) throw new Error('Usage: n8n-process.ts <port> <key> <file>')
  const { url } = life.own(await startFakeN8n(Number(port), { apiKey, file }))
  process.stdout.write(`stand-in for n8n at ${url}\n`)
  await life.untilAsked()
})
