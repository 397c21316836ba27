import type pg from 'pg'
import { pool } from '@/infra/db'
import { logger } from '@/infra/logger'

const RECONNECT_MS = 500

/** Keeps one connection on LISTEN outbox. Wakes once after each connect, for what was committed while it was away. */
export function listenOutbox(wake: () => void): { stop(): Promise<void> } {
  let client: pg.PoolClient | undefined
  let retry: NodeJS.Timeout | undefined
  let isStopped = false

  const lose = (error: Error) => {
    const gone = client
    if (!gone) return
    client = undefined
    gone.release(error)
    if (isStopped) return
    logger.warn({ error: error.message }, 'outbox listener lost its connection; the sweep goes on')
    retry = setTimeout(connect, RECONNECT_MS)
  }
  const connect = async () => {
    try {
      const fresh = await pool('andon_platform').connect()
      client = fresh
      fresh.on('notification', wake)
      fresh.on('error', lose)
      fresh.once('end', () => lose(new Error('connection ended')))
      await fresh.query('LISTEN outbox')
      wake()
    } catch (error) {
      if (client) lose(error instanceof Error ? error : new Error(String(error)))
      else if (!isStopped) retry = setTimeout(connect, RECONNECT_MS)
    }
    if (isStopped) lose(new Error('stopped'))
  }
  const first = connect()
  return {
    async stop() {
      isStopped = true
      clearTimeout(retry)
      await first
      lose(new Error('stopped'))
    },
  }
}
