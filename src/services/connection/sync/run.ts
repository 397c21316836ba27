import { healthOf } from '@/domain/connection/pace'
import type { SourceProblem } from '@/domain/connection/source'
import { withTenantSql } from '@/infra/db'
import { logger } from '@/infra/logger'
import { AppError } from '@/lib/errors'
import type { Caller } from '../../context'
import { giveUpRetries } from '../../retry/give-up'
import { hasOpenRetries } from '../../retry/settle'
import { connectorOf } from '../port'
import { linkOf, loadConnection } from '../store'
import { followOpenRuns } from './copy'
import { finishSync } from './finish'
import { recordVanished, scanRuns } from './scan'
import { Stopped, type Turn } from './turn'
import { reconcileSource } from './workflows'

/** A reading ends itself well before its claim does. */
const TURN_MS = 60_000

async function begin(caller: Caller, connectionId: string): Promise<Turn> {
  const { connection, link } = await withTenantSql(caller.scope, async (sql) => {
    const loaded = await loadConnection({ sql }, connectionId)
    return { connection: loaded, link: await linkOf({ scope: caller.scope, sql }, loaded) }
  })
  const counts = { pages: 0, runs: 0, repeats: 0, changes: 0, gaps: 0 }
  return {
    caller,
    connection,
    link,
    connector: connectorOf(connection.product),
    workflows: new Map(),
    until: Date.now() + TURN_MS,
    counts,
  }
}

/** Workflows first, so that every run finds the definition it ran; then what is open; then down to the watermark. */
async function read(turn: Turn): Promise<{ isDone: boolean }> {
  const savesAll = await reconcileSource(turn)
  const vanished = await followOpenRuns(turn)
  await recordVanished(turn, vanished)
  const scanned = await scanRuns(turn, savesAll)
  await giveUpRetries(turn.caller, turn.connection.id)
  return scanned
}

/** What stopped it, in words for people; a mistake of ours is logged and said to be one. */
function problemOf(error: unknown, turn: Turn): SourceProblem {
  if (error instanceof Stopped) return error.problem
  const isBusy =
    error instanceof AppError && (error.code === 'CONFLICT' || error.code === 'UNAVAILABLE' || error.code === 'LIMIT')
  if (isBusy) return { kind: 'slowed', detail: 'Andon itself was busy; nothing is lost', retryAfterS: 5 }
  logger.error({ err: error, connectionId: turn.connection.id }, 'a source could not be read')
  return { kind: 'unreadable', detail: 'reading stopped because of a mistake of ours; it is logged', retryAfterS: null }
}

/** Reads one source once. Whatever happens, what was copied stays copied, and the next reading continues there. */
export async function syncConnection(caller: Caller, connectionId: string): Promise<Turn['counts']> {
  const startedAt = new Date()
  const turn = await begin(caller, connectionId)
  let problem: SourceProblem | null = null
  let isDone = true
  try {
    isDone = (await read(turn)).isDone
  } catch (error) {
    problem = problemOf(error, turn)
  }
  const isUrgent = !isDone || (await hasOpenRetries(caller, connectionId))
  const health = problem ? healthOf(problem.kind) : 'ok'
  await finishSync(caller, { connectionId, startedAt, health, problem, counts: turn.counts, isUrgent })
  return turn.counts
}
