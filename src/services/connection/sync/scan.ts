import { countIds, type IdRange, missingIds, type ScanState, stepScan } from '@/domain/connection/scan'
import type { SourceRun } from '@/domain/connection/source'
import { withTenantSql } from '@/infra/db'
import { type Advance, advanceConnection } from './advance'
import { copyRuns, openRunIds } from './copy'
import type { Gap } from './gaps'
import { isOver, must, Stopped, type Turn } from './turn'

/** Missing ids are asked for one by one up to this many; a larger hole is told as it is. */
const ASKED_MAX = 100

function stateOf({ connection }: Turn): ScanState {
  const { watermark, scanTop, scanCursor, scanLow, scanSeen } = connection
  const seen = (scanSeen ?? []).map(([from, to]) => ({ from: BigInt(from), to: BigInt(to) }))
  return {
    watermark: watermark === null ? null : BigInt(watermark),
    scan:
      scanTop === null || scanLow === null
        ? null
        : { top: BigInt(scanTop), cursor: scanCursor, low: BigInt(scanLow), seen },
  }
}

async function advance(
  turn: Turn,
  given: Omit<Advance, 'connectionId' | 'version' | 'runs'>,
  runs: number,
): Promise<void> {
  const { connection, caller } = turn
  const { version } = await advanceConnection(caller, {
    connectionId: connection.id,
    version: connection.version,
    runs,
    ...given,
  })
  const { scan, watermark, watermarkAt, reset } = given
  turn.counts.gaps += given.gaps.length
  Object.assign(connection, {
    ...{ version, watermarkAt, watermark: watermark === null ? null : String(watermark) },
    ...{ scanTop: scan && String(scan.top), scanTopAt: scan?.topAt ?? null, scanCursor: scan?.cursor ?? null },
    ...{
      scanLow: scan && String(scan.low),
      scanSeen: scan?.seen.map(({ from, to }) => [String(from), String(to)]) ?? null,
    },
    ...(reset && { epoch: connection.epoch + 1, epochAt: reset.epochAt }),
  })
}

const COPY_OF = `
SELECT 1 AS one FROM execution x
WHERE x.tenant_id = :tenant AND x.client_id = $1::uuid AND x.source_id = $2::uuid AND x.run_key = $3
  AND x.anchor_at BETWEEN $4::timestamptz - interval '1 minute' AND $4::timestamptz + interval '1 minute' AND x.started_at = $4::timestamptz LIMIT 1`

/**
 * Was the source put back to an older state? Its newest run then lies below the watermark, or another run stands under the
 * watermark's id; and began later than the one we copied. (A newest run that was deleted by hand leaves one that we have.)
 */
async function isReset(turn: Turn, runs: readonly SourceRun[]): Promise<boolean> {
  const { connection, caller } = turn
  const { watermark, watermarkAt, clientId, sourceId, epoch, scanTop } = connection
  if (watermark === null || watermarkAt === null || scanTop !== null) return false
  const mark = BigInt(watermark)
  const newest = runs.reduce<SourceRun | null>((top, run) => (top && top.id >= run.id ? top : run), null)
  const suspect = newest && newest.id < mark ? newest : runs.find(({ id }) => id === mark)
  if (!suspect?.startedAt || suspect.startedAt <= watermarkAt) return false
  if (suspect.id === mark) return suspect.startedAt.getTime() !== watermarkAt.getTime()
  const name = epoch === 0 ? String(suspect.id) : `${suspect.id}@${epoch}`
  const { startedAt } = suspect
  const [copied] = await withTenantSql(caller.scope, (sql) => sql(COPY_OF, [clientId, sourceId, name, startedAt]))
  return copied === undefined
}

async function beginAnew(turn: Turn, runs: readonly SourceRun[]): Promise<void> {
  const { watermark, watermarkAt } = turn.connection
  if (watermark === null || watermarkAt === null) return
  const fresh = runs.filter(({ startedAt }) => startedAt && startedAt > watermarkAt).map(({ id }) => id)
  const from = [...fresh, BigInt(watermark)].sort((a, b) => Number(a - b))[0] ?? BigInt(watermark)
  const gap: Gap = { reason: 'reset', range: { from, to: BigInt(watermark) }, fromAt: watermarkAt, toAt: null }
  const cleared = { watermark: null, watermarkAt: null, scan: null }
  await advance(turn, { ...cleared, reset: { epochAt: watermarkAt }, gaps: [gap] }, 0)
}

/** A hidden run is not a missing one: each id is asked for before anybody is told that it is lost. */
async function findHidden(turn: Turn, missing: readonly IdRange[]): Promise<IdRange[]> {
  if (missing.length === 0 || countIds(missing) > ASKED_MAX) return [...missing]
  const found: SourceRun[] = []
  const lost: IdRange[] = []
  for (const { from, to } of missing) {
    for (let id = from; id <= to; id++) {
      const read = await turn.connector.readRun(turn.link, id)
      if (read.ok) found.push(read.value)
      else if (read.problem.kind !== 'absent') throw new Stopped(read.problem)
      else if (lost.at(-1)?.to === id - 1n) lost[lost.length - 1] = { from: lost.at(-1)?.from ?? id, to: id }
      else lost.push({ from: id, to: id })
    }
  }
  await copyRuns(turn, found)
  return lost
}

async function gapsOf(
  turn: Turn,
  missing: readonly IdRange[],
  pruned: IdRange | null,
  savesAll: boolean,
): Promise<Gap[]> {
  const times = { fromAt: turn.connection.watermarkAt, toAt: turn.connection.scanTopAt }
  const others = pruned ? missing.filter(({ to }) => to !== pruned.to) : missing
  const open = (await openRunIds(turn)).map((id) => ({ from: id, to: id }))
  const lost = await findHidden(
    turn,
    others.flatMap((range) => missingIds(range, open)),
  )
  // where a workflow keeps no successful runs, ids are used up by runs that nobody can show
  const told = savesAll ? lost : []
  return [
    ...(pruned ? [{ reason: 'pruned' as const, range: pruned, ...times }] : []),
    ...told.map((range) => ({ reason: 'missing' as const, range, ...times })),
  ]
}

/** One page: its runs are committed first, then the place is. False when the way down is done. */
async function readPage(turn: Turn, savesAll: boolean): Promise<boolean> {
  const state = stateOf(turn)
  const { runs, next } = must(await turn.connector.listRuns(turn.link, { cursor: state.scan?.cursor ?? null }))
  turn.counts.pages++
  if (await isReset(turn, runs)) {
    await beginAnew(turn, runs)
    return true
  }
  const before = turn.counts.runs
  const { watermark, epochAt } = turn.connection
  const fresh = runs.filter(({ id }) => watermark === null || id > BigInt(watermark))
  await copyRuns(turn, fresh)
  // in a new history the old one is the floor
  const isOld = ({ startedAt }: SourceRun) => epochAt !== null && startedAt !== null && startedAt <= epochAt
  const isAtEpoch = watermark === null && runs.some(isOld)
  const step = stepScan(state, {
    ids: runs.filter((run) => !isOld(run)).map(({ id }) => id),
    next: isAtEpoch ? null : next,
  })
  const newest = runs.find(({ id }) => id === (step.state.scan?.top ?? step.state.watermark))
  const topAt = turn.connection.scanTopAt ?? newest?.startedAt ?? null
  turn.connection.scanTopAt = topAt
  const gaps = step.isDone ? await gapsOf(turn, step.missing, step.pruned, savesAll) : []
  const { scan } = step.state
  const hasMoved = step.state.watermark !== state.watermark
  const watermarkAt = hasMoved ? topAt : turn.connection.watermarkAt
  const isQuiet = step.isDone && !hasMoved && state.scan === null && gaps.length === 0
  if (isQuiet) turn.connection.scanTopAt = null
  else
    await advance(
      turn,
      { watermark: step.state.watermark, watermarkAt, scan: scan && { ...scan, topAt }, reset: null, gaps },
      turn.counts.runs - before,
    )
  return !step.isDone
}

/** Down to the watermark, or as far as this reading's time goes; the next one continues at the same page. */
export async function scanRuns(turn: Turn, savesAll: boolean): Promise<{ isDone: boolean }> {
  while (await readPage(turn, savesAll)) if (isOver(turn)) return { isDone: false }
  return { isDone: true }
}

/** Runs that were open and are gone: nobody saw how they ended. */
export async function recordVanished(turn: Turn, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return
  const gaps: Gap[] = ids.map((id) => ({ reason: 'vanished', range: { from: id, to: id }, fromAt: null, toAt: null }))
  const state = stateOf(turn)
  const { watermarkAt, scanTopAt } = turn.connection
  const scan = state.scan && { ...state.scan, topAt: scanTopAt }
  await advance(turn, { watermark: state.watermark, watermarkAt, scan, reset: null, gaps }, 0)
}
