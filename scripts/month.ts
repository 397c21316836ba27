import { readFileSync } from 'node:fs'
import { MonthFile } from '@/domain/month/schema'
import { startServices } from './services'
import { runScript } from './services/lifetime'
import { createTestDatabase } from './services/test-database'

const NOT_VALID = 2

/** `npm run month -- <file.json>`: plays a scripted month (docs/months.md) and prints its frozen figures as JSON on stdout. */
runScript(async (life) => {
  const [path] = process.argv.slice(2)
  if (!path) throw new Error('Usage: npm run month -- <file.json>; docs/months.md describes the file')
  const raw: unknown = JSON.parse(readFileSync(path, 'utf8'))

  const parsed = MonthFile.safeParse(raw)
  if (!parsed.success) {
    for (const { path: place, message } of parsed.error.issues) process.stderr.write(`${place.join('.')}: ${message}\n`)
    return NOT_VALID
  }

  const services = life.own(await startServices({ persistent: false, isDurable: false }))
  const database = life.own(await createTestDatabase(services.databaseUrl))
  const databaseUrl = await database.copy('month')
  // The program reads its environment when it is imported.
  Object.assign(process.env, services.env, {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    BASE_URL: 'http://localhost:3000',
  })
  const { runMonth } = await import('@/testing/month/run')
  const { differences } = await import('@/testing/month/present')
  const say = (text: string) => process.stderr.write(`${text}\n`)
  const { reasons, ...figures } = await runMonth(parsed.data, { databaseUrl, say })
  for (const reason of reasons) say(`refused: ${reason}`)
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  const wrong = differences(parsed.data.expected ?? {}, figures)
  for (const line of wrong) say(`differs: ${line}`)
  return wrong.length > 0 ? 1 : 0
})
