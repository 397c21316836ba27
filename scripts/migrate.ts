import { dataDir } from './services'
import { runScript } from './services/lifetime'
import { migrate } from './services/migrate'
import { runningPostgresUrl, startPostgres } from './services/postgres'

/** `npm run db:migrate`: DATABASE_URL, else the database a running demo or dev serves, else the kept one. */
runScript(async (life) => {
  const running = process.env.DATABASE_URL ? undefined : await runningPostgresUrl(dataDir())
  const url = running ?? life.own(await startPostgres({ dataDir: dataDir() })).url
  const applied = await migrate(url)
  process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}\n` : 'Nothing to apply\n')
})
