import { join } from 'node:path'
import { startFakeN8n } from '@/testing/fakes/n8n/life'

/** The demo's stand-in for an n8n: labelled, local, never imported by the product. Run with a port and a data folder. */
const [port = '5679', dataDir = '.andon', apiKey = 'n8n_api_of_the_demo'] = process.argv.slice(2)
const started = await startFakeN8n(Number(port), { apiKey, file: join(dataDir, 'n8n-fake.json') })
process.stdout.write(`n8n stand-in (fake) at ${started.url}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void started.stop().then(() => process.exit(0)))
