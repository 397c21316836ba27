import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareTypes, staticChecks } from './services/checks'
import { runScript } from './services/lifetime'
import { runSteps } from './services/steps'

/** `npm run verify`: all that needs no database, in under a minute. */
runScript(async (life) => {
  const reportDir = mkdtempSync(join(tmpdir(), 'andon-verify-'))
  life.own({ stop: () => rmSync(reportDir, { recursive: true, force: true }) })
  const results = [
    ...(await runSteps(prepareTypes(), 1, life.signal)),
    ...(await runSteps(staticChecks(reportDir), 2, life.signal)),
  ]
  const failed = results.filter((result) => !result.hasPassed)
  process.stdout.write(
    failed.length === 0 ? 'All checks passed\n' : `Failed: ${failed.map(({ name }) => name).join(', ')}\n`,
  )
  return failed.length === 0 ? 0 : 1
})
