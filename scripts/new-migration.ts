import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runScript } from './services/lifetime'
import { draftMigration } from './services/migrate'
import { startPostgres } from './services/postgres'

const HEADER = `-- Draft: the difference between the migrations and prisma/schema. Read every line before you keep it:
-- row-level security (FORCE, USING and WITH CHECK), grants, partitions, checks and partial indexes are yours to write,
-- and what the draft drops of these must be struck out.
`

/** `npm run db:new -- add_incident_note` writes prisma/migrations/<moment>_add_incident_note/migration.sql for review. */
runScript(async (life) => {
  const name = process.argv[2] ?? ''
  if (!/^[a-z][a-z0-9_]+$/.test(name)) throw new Error('Usage: npm run db:new -- <what_it_does>, in snake_case')
  delete process.env.DATABASE_URL // the draft is made in a database that is thrown away
  const { url } = life.own(await startPostgres({ isDurable: false }))
  const draft = await draftMigration(url)
  const moment = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const dir = join('prisma/migrations', `${moment}_${name}`)
  mkdirSync(dir)
  writeFileSync(join(dir, 'migration.sql'), `${HEADER}\n${draft}\n`)
  process.stdout.write(
    `${join(dir, 'migration.sql')}\n\n${draft || 'The migrations already build what prisma/schema says.'}\n`,
  )
})
