import { stopRemaining } from './process'

type Stop = () => Promise<unknown> | unknown

/** Things a script started, to be stopped in reverse order when it ends, however it ends. */
export class Lifetime {
  readonly #stops: Stop[] = []
  readonly #abort = new AbortController()

  /** Aborted as soon as the script was asked to end. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Registers what must be stopped and hands it back. */
  own<T extends { stop: Stop }>(service: T): T {
    this.#stops.push(() => service.stop())
    return service
  }

  /** Resolves when the script is asked to end: for scripts that serve until Ctrl-C. */
  untilAsked(): Promise<void> {
    if (this.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => this.signal.addEventListener('abort', () => resolve(), { once: true }))
  }

  async end(): Promise<void> {
    this.#abort.abort()
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      try {
        await stop()
      } catch (error) {
        process.stderr.write(`While stopping: ${messageOf(error)}\n`)
      }
    }
  }
}

/**
 * Runs a script. Its number is the exit code; an error is one clear message and 1; a signal, or the end of the
 * launcher that started us, stops everything the script owns.
 */
export function runScript(main: (life: Lifetime) => Promise<unknown>): void {
  const life = new Lifetime()
  let ending: Promise<void> | undefined
  const finish = (code: number) => {
    ending ??= life
      .end()
      .then(stopRemaining)
      .finally(() => process.exit(code))
  }
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => finish(code))
  }
  if (process.send) {
    process.on('disconnect', () => finish(1))
    process.channel?.unref()
  }
  const fail = (error: unknown) => {
    // What breaks while everything is being stopped, broke because of that.
    if (!ending) process.stderr.write(`\n${messageOf(error)}\n`)
    finish(1)
  }
  process.on('uncaughtException', fail)
  main(life).then((code) => finish(typeof code === 'number' ? code : 0), fail)
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return process.env.ANDON_TRACE ? (error.stack ?? error.message) : error.message
}
