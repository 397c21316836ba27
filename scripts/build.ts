import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { runScript } from './services/lifetime'
import { runSteps } from './services/steps'

const SOURCES = ['src', 'emails', 'public', 'prisma/schema', 'package-lock.json', 'tsconfig.json', 'next.config.ts']
const STAMP = '.next/andon-build-id'
const BUNDLE = 'dist/server.js'

/** `npm run build`: Next's pages into .next, the program into dist/server.js. Does nothing when no source has changed. */
runScript(async (life) => {
  const id = sourceHash()
  if (existsSync(STAMP) && existsSync(BUNDLE) && readFileSync(STAMP, 'utf8') === id) {
    process.stdout.write('The build is up to date\n')
    return 0
  }
  rmSync(STAMP, { force: true })
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const [pages] = await runSteps([{ name: 'pages', command: ['next', 'build'], env }], 1, life.signal)
  if (!pages?.hasPassed) return 1
  await bundleServer()
  writeFileSync(STAMP, id)
  return 0
})

async function bundleServer(): Promise<void> {
  await build({
    entryPoints: ['src/server.ts'],
    outfile: BUNDLE,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    sourcemap: true,
    alias: { '@': resolve('src'), '~': resolve('.') },
    logLevel: 'warning',
  })
  process.stdout.write(`✓ ${BUNDLE}\n`)
}

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
