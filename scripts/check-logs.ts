import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { leaksIn, secretsOfLinks } from './services/leaks'
import { runScript } from './services/lifetime'

const NAMES = ['AUTH_SECRET', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'E2E_N8N_KEY'] as const
/** Passwords that the journeys type. */
const TYPED = ['correct horse battery', 'a night shift of its own']

async function mailed(databaseUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ html: string }>('SELECT html FROM mail_message').finally(() => client.end())
  return secretsOfLinks(rows.map(({ html }) => html))
}

/** Looks through all that the programs of the journeys logged for every secret that they held or sent. */
runScript(async () => {
  const { E2E_LOG_DIR: folder = '', DATABASE_URL: databaseUrl = '', SECRET_KEYS = '' } = process.env
  const links = await mailed(databaseUrl)
  const held = NAMES.flatMap((name) => process.env[name] ?? [])
  const ring = SECRET_KEYS.split(',').flatMap((pair) => pair.split(':')[1] ?? [])
  const secrets = [...held, ...ring, ...TYPED, ...links]
  const logs = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  const silent = logs.filter(({ text }) => text === '')
  const leaks = logs.flatMap(({ name, text }) => leaksIn(text, secrets).map((leak) => `${name}: ${leak}`))
  const bytes = logs.reduce((sum, { text }) => sum + text.length, 0)
  process.stdout.write(`${secrets.length} secrets looked for in ${bytes} bytes of ${logs.length} logs\n`)
  for (const { name } of silent) process.stdout.write(`${name} is empty: nothing was looked through\n`)
  for (const leak of leaks) process.stdout.write(`a secret is in ${leak}\n`)
  return leaks.length + silent.length === 0 && logs.length > 0 ? 0 : 1
})
