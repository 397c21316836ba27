import { startFakeStripe } from '@/testing/fakes/stripe/process'
import { runScript } from '../services/lifetime'

/** The demo's stand-in for the payment service: a process of its own, so that the product reads it over HTTP like the real one. */
runScript(async (life) => {
  const [port, webhook, secret, file] = process.argv.slice(2)
  if (!port || !webhook || !secret)
    throw new Error('Usage: stripe-process.ts <port> <webhook url> <webhook secret> [file]')
  const { url } = life.own(await startFakeStripe({ port: Number(port), webhook, secret, ...(file && { file }) }))
  process.stdout.write(`stand-in for the payment service at ${url}\n`)
  await life.untilAsked()
})
