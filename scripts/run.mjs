// The one door to every command. Plain JavaScript, because it runs before the packages are installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const COMMANDS = [
  'demo',
  'dev',
  'test',
  'verify',
  'bench',
  'chaos',
  'build',
  'cli',
  'migrate',
  'new-migration',
  'month',
]
const NODE_MIN = [20, 19]

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [command = '', ...args] = process.argv.slice(2)
/** A month's figures are all that stands on its stdout. */
const out = command === 'month' ? process.stderr : process.stdout

checkCommand()
checkNode()
installPackages()
generateClient()
start()

function checkCommand() {
  if (!COMMANDS.includes(command)) fail(`Usage: node scripts/run.mjs <${COMMANDS.join('|')}>`)
  if (!existsSync(join(root, 'scripts', `${command}.ts`))) fail(`The command ${command} does not exist yet`)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return
  fail(`Andon needs Node ${NODE_MIN.join('.')} or newer; this is ${process.versions.node}`)
}

function installPackages() {
  if (isInstalled()) return
  out.write('Installing packages (npm ci) …\n')
  const startedAt = Date.now()
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['inherit', out.fd, 'inherit'],
    shell: process.platform === 'win32',
  })
  out.write(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s\n`)
}

/** npm keeps its own record of what it installed: every package of the lockfile must be in it, and on the disk. */
function isInstalled() {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
  const installed = packagesOf(record)
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || optional || (installed[path]?.version === version && existsSync(join(root, path))),
  )
}

/** Prisma wants a schema engine only to ask its version; any program that succeeds keeps it from downloading one. */
function generateClient() {
  const schemaDir = join(root, 'prisma/schema')
  if (!existsSync(schemaDir)) return
  const newest = Math.max(
    ...readdirSync(schemaDir).map((name) => modifiedAt(join(schemaDir, name))),
    modifiedAt(schemaDir),
  )
  const generated = join(root, 'src/infra/prisma/client.ts')
  if (modifiedAt(generated) >= newest) return
  out.write('Generating the database client …\n')
  const succeeds = ['/bin/true', '/usr/bin/true'].find(existsSync) ?? process.execPath
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: succeeds, PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  run(process.execPath, [join(root, 'node_modules/prisma/build/index.js'), 'generate'], { env })
  utimesSync(generated, new Date(), new Date())
}

/** The channel tells the script when this process is gone, so that nothing it started is left behind. */
function start() {
  const script = join(root, 'scripts', `${command}.ts`)
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  endWithParent(child)
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

/** npm or a shell that was killed without a word leaves us to another parent: nobody waits for us any more. */
function endWithParent(child) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref()
}

function run(program, programArgs, options) {
  const { status, stdout, stderr } = spawnSync(program, programArgs, { cwd: root, encoding: 'utf8', ...options })
  if (status !== 0) fail(`${program} ${programArgs.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`)
}

function modifiedAt(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
