import { logger } from '@/infra/logger'

export interface Loop {
  name: string
  /** pause after each run, in milliseconds; `run` may answer with a shorter one */
  everyMs: number
  run(): Promise<number | undefined>
}

/** Runs again and again, never two at a time; an error is logged and does not end it. */
export function startLoop({ name, everyMs, run }: Loop): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let current: Promise<void> = Promise.resolve()

  const turn = async () => {
    let nextMs: number | undefined
    try {
      nextMs = await run()
    } catch (error) {
      logger.error({ err: error, loop: name }, 'a scheduled task failed; it runs again')
    }
    if (!isStopped) timer = setTimeout(begin, Math.min(nextMs ?? everyMs, everyMs))
  }
  const begin = () => {
    current = turn()
  }
  begin()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await current
    },
  }
}
