import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleServer } from './services/bundle'
import { runScript } from './services/lifetime'
import { runSteps } from './services/steps'

const SOURCES = ['src', 'emails', 'public', 'prisma/schema', 'package-lock.json', 'tsconfig.json', 'next.config.ts']
const STAMP = '.next/andon-build-id'
const BUNDLE = 'dist/server.js'

/** Next loads every route to learn about it; the environment must be readable then, and leads nowhere. */
const NO_SERVICES = {
  DATABASE_URL: 'postgres://nowhere.invalid/none',
  REDIS_URL: 'redis://nowhere.invalid',
  AUTH_SECRET: 'only-for-the-build-never-for-a-server',
}

/** `npm run build`: Next's pages into .next, the program into dist/server.js. Does nothing when no source has changed. */
runScript(async (life) => {
  const id = sourceHash()
  if (existsSync(STAMP) && existsSync(BUNDLE) && readFileSync(STAMP, 'utf8') === id) {
    process.stdout.write('The build is up to date\n')
    return 0
  }
  rmSync(STAMP, { force: true })
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...NO_SERVICES }
  const [pages] = await runSteps([{ name: 'pages', command: ['next', 'build'], env }], 1, life.signal)
  if (!pages?.hasPassed) return 1
  await bundleServer(BUNDLE)
  process.stdout.write(`✓ ${BUNDLE}\n`)
  writeFileSync(STAMP, id)
  return 0
})

/** One hash over names and contents of everything the build reads. */
function sourceHash(): string {
  const hash = createHash('sha256')
  for (const path of SOURCES.filter(existsSync).flatMap(filesIn))
    hash.update(path).update('\0').update(readFileSync(path))
  return hash.digest('hex')
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => !/\.test\.tsx?$/.test(file) && statSync(file).isFile())
    .sort()
}
