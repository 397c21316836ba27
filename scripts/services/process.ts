import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createServer } from 'node:net'

export interface GuardedOptions extends Omit<SpawnOptions, 'detached'> {
  /** Asks the process to end (default SIGTERM); SIGKILL follows after `graceMs` (default 10 s). */
  stopSignal?: NodeJS.Signals
  graceMs?: number
  /** Folder to delete once the process has ended, however that came about. */
  removeDir?: string
}

export interface Guarded {
  child: ChildProcess
  /** Resolves when the process has ended, with its code (null: by signal). */
  exited: Promise<number | null>
  stop(): Promise<void>
}

const running = new Set<Guarded>()

// Waits for the end of its standard input, which happens when our process ends in any way, kill -9 included.
const WATCHDOG = `
read -r _
kill -"$2" "$1" 2>/dev/null
n=0; while kill -0 "$1" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done
kill -KILL -"$1" 2>/dev/null
[ -z "$3" ] || rm -rf "$3"
`

/**
 * Starts a process in its own group, so that Ctrl-C reaches us first and we choose the order of stopping,
 * with a watchdog that ends it should we die without a word.
 */
export function spawnGuarded(command: string, args: readonly string[], options: GuardedOptions = {}): Guarded {
  const { stopSignal = 'SIGTERM', graceMs = 10_000, removeDir = '', ...spawnOptions } = options
  const child = spawn(command, args, { ...spawnOptions, detached: true })
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve)
    // An error of a process that runs (a signal that was aborted) is followed by its exit.
    child.once('error', (error) => child.pid === undefined && reject(error))
  })
  exited.catch(() => {})
  const { pid } = child
  const watchdog = pid ? guard(pid, stopSignal, removeDir) : undefined
  child.once('exit', () => watchdog?.stdin?.end()) // at once, before the system gives the process id to another
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null || pid === undefined

  async function stop() {
    if (!hasEnded()) {
      child.kill(stopSignal)
      const timer = setTimeout(() => pid && killGroup(pid), graceMs)
      await exited
      clearTimeout(timer)
    }
    if (watchdog?.exitCode === null) {
      watchdog.ref()
      await new Promise((resolve) => watchdog.once('exit', resolve))
    }
    running.delete(guarded)
  }
  const guarded = { child, exited, stop }
  running.add(guarded)
  child.once('close', () => {
    if (watchdog?.exitCode === null) watchdog.once('exit', () => running.delete(guarded))
    else running.delete(guarded)
  })
  return guarded
}

/** Stops what is still running, for the end of a script. */
export async function stopRemaining(): Promise<void> {
  await Promise.all([...running].map((guarded) => guarded.stop()))
}

function guard(pid: number, signal: NodeJS.Signals, removeDir: string): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const watchdog = spawn('/bin/sh', ['-c', WATCHDOG, 'andon-watchdog', `${pid}`, signal.slice(3), removeDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  })
  watchdog.unref()
  return watchdog
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Runs a command to its end, or ours. @throws Error with the command's own words when it fails. */
export async function runToEnd(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const { child } = spawnGuarded(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve)
    child.once('error', reject)
  })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${code}):\n${output.slice(-2000)}`)
  return output
}

/** A TCP port on the loopback address that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('The system gave no TCP port')
  return address.port
}

/** Repeats `attempt` until it returns a value; gives up after `timeoutMs` with `failure()`. */
export async function until<T>(
  attempt: () => Promise<T | undefined>,
  { timeoutMs, everyMs = 50, failure }: { timeoutMs: number; everyMs?: number; failure: () => Error },
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await attempt()
    if (value !== undefined) return value
    if (Date.now() > deadline) throw failure()
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
