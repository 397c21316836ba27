import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { clusterDir, findPostgres, ownedDir, type PostgresHome } from './postgres-home'
import { freePort, type Guarded, runToEnd, spawnGuarded, until } from './process'

export interface PostgresOptions {
  /** Folder of a cluster that stays; without it the cluster is thrown away at the end. */
  dataDir?: string
  port?: number
  /** false trades safety against power loss for speed (tests). Default true. */
  isDurable?: boolean
}

export interface Postgres {
  /** Connection to the database `andon` as a superuser. */
  url: string
  stop(): Promise<void>
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  max_wal_size: '2GB',
  checkpoint_completion_target: 0.9,
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
}
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Uses DATABASE_URL when it is set, else starts PostgreSQL on the loopback address from the npm package. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, stop: async () => {} }

  const home = await findPostgres()
  const isTemporary = options.dataDir === undefined
  const dir = isTemporary ? temporaryDir(home) : clusterDir(options.dataDir ?? '', home.user)
  const cluster = new Cluster(dir, home, isTemporary)
  await cluster.create()
  await cluster.waitUntilFree()
  const port = options.port ?? (await freePort())
  const server = await cluster.start(port, options.isDurable === false ? { ...SETTINGS, ...FAST } : SETTINGS)
  return { url: cluster.url(port), stop: () => server.stop() }
}

/** The connection to a cluster another process keeps running for `dataDir`, if there is one. */
export async function runningPostgresUrl(dataDir: string): Promise<string | undefined> {
  const home = await findPostgres()
  return new Cluster(clusterDir(dataDir, home.user), home, false).runningUrl()
}

function temporaryDir({ user }: PostgresHome): string {
  // Not os.tmpdir(): TMPDIR may point into a home folder that PostgreSQL's user cannot enter.
  const dir = mkdtempSync(user ? '/tmp/andon-postgres-' : join(process.env.TMPDIR ?? '/tmp', 'andon-postgres-'))
  ownedDir(dir, user)
  return dir
}

class Cluster {
  readonly #data: string
  readonly #log: string
  readonly #passwordFile: string

  constructor(
    readonly dir: string,
    readonly home: PostgresHome,
    readonly isTemporary: boolean,
  ) {
    this.#data = join(dir, 'data')
    this.#log = join(dir, 'postgres.log')
    this.#passwordFile = join(dir, 'password')
  }

  url(port: number, database = 'andon'): string {
    return `postgresql://andon:${readFileSync(this.#passwordFile, 'utf8')}@127.0.0.1:${port}/${database}`
  }

  /** initdb into a side folder, renamed when complete: an interrupted first start leaves nothing half-made. */
  async create(): Promise<void> {
    if (existsSync(this.#data)) return this.#checkVersion()
    const unfinished = `${this.#data}.new`
    rmSync(unfinished, { recursive: true, force: true })
    writeFileSync(this.#passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
    if (this.home.user) chownSync(this.#passwordFile, this.home.user.uid, this.home.user.gid)
    const args = ['-D', unfinished, '-U', 'andon', '-A', 'scram-sha-256', `--pwfile=${this.#passwordFile}`]
    const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    await runToEnd(this.home.initdb, [...args, ...locale, '--no-sync'], this.#asUser())
    renameSync(unfinished, this.#data)
  }

  #checkVersion(): void {
    const version = readFileSync(join(this.#data, 'PG_VERSION'), 'utf8').trim()
    if (version !== '18') {
      throw new Error(`${this.#data} was made by PostgreSQL ${version}, this is 18: move it away or set DATABASE_URL`)
    }
  }

  #asUser() {
    return { cwd: '/', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' }, ...this.home.user }
  }

  /** The start before this one may still be stopping; one that goes on running is the user's to end. */
  async waitUntilFree(): Promise<void> {
    await until(async () => (this.#livingPostmaster() ? undefined : true), {
      timeoutMs: 15_000,
      failure: () =>
        new Error(`The database in ${this.dir} is in use by another start: end that one, or set ANDON_DATA_DIR`),
    })
  }

  runningUrl(): string | undefined {
    const port = this.#livingPostmaster()?.port
    return port === undefined ? undefined : this.url(port)
  }

  /**
   * Reads postmaster.pid. After kill -9 its process id may belong to a stranger, for which PostgreSQL would refuse
   * to start: such a file is deleted. With no process at all it is left, PostgreSQL itself checks for orphans.
   */
  #livingPostmaster(): { pid: number; port: number } | undefined {
    const file = join(this.#data, 'postmaster.pid')
    if (!existsSync(file)) return undefined
    const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number)
    if (!pid || !isAlive(pid)) return undefined
    if (commandLine(pid)?.includes(this.#data) === false) {
      rmSync(file)
      return undefined
    }
    return { pid, port: port ?? 0 }
  }

  async start(port: number, settings: Readonly<Record<string, string | number>>): Promise<Guarded> {
    for (let attempt = 1; ; attempt++) {
      const server = this.#spawn(port, settings)
      const failure = await this.#ready(port, server)
      if (failure === undefined) return server
      await server.stop()
      // Backends of a postmaster that was killed need a moment to notice.
      if (attempt === 10 || !failure.includes('still in use')) throw new Error(`PostgreSQL did not start:\n${failure}`)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }

  #spawn(port: number, settings: Readonly<Record<string, string | number>>): Guarded {
    const log = openSync(this.#log, 'w', 0o600)
    const flags = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const server = spawnGuarded(this.home.postgres, ['-D', this.#data, ...flags], {
      ...this.#asUser(),
      stdio: ['ignore', log, log],
      stopSignal: 'SIGINT', // fast shutdown: sessions are ended, committed work is flushed
      graceMs: 30_000,
      removeDir: this.isTemporary ? this.dir : undefined,
    })
    closeSync(log)
    return server
  }

  /** Undefined once the database answers; the end of the log when the server gave up. */
  async #ready(port: number, server: Guarded): Promise<string | undefined> {
    let hasEnded = false
    server.exited.then(
      () => (hasEnded = true),
      () => (hasEnded = true),
    )
    const lastWords = () => readFileSync(this.#log, 'utf8').slice(-2000)
    const attempt = async () => (hasEnded ? lastWords() : await this.#ensureDatabase(port))
    const answer = await until(attempt, { timeoutMs: 120_000, failure: () => new Error(lastWords()) })
    return answer === 'ready' ? undefined : answer
  }

  async #ensureDatabase(port: number): Promise<'ready' | undefined> {
    const client = new Client({ connectionString: this.url(port, 'postgres'), connectionTimeoutMillis: 5000 })
    try {
      await client.connect()
    } catch {
      return undefined
    }
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'andon'`)
    if (rowCount === 0) await client.query('create database andon')
    await client.end()
    return 'ready'
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function commandLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return undefined
  }
}
