import { isEnded, runEvents, runName } from '@/domain/connection/run-events'
import type { RunFailure, SourceRun } from '@/domain/connection/source'
import type { NativeEvent } from '@/domain/event/schema'
import { AppError } from '@/lib/errors'
import { sealed } from '../../effect/sealed'
import { ingestNative } from '../../execution/ingest'
import { settleRetries } from '../../retry/settle'
import { must, Stopped, type Turn, type WatchedRef } from './turn'
import { reconcileSource } from './workflows'

const CHUNK = 200

/** A workflow that is gone before we ever saw it: copied under a name made of its id, should everything be copied. */
function watchedRef(turn: Turn, ref: string): WatchedRef | null {
  const known = turn.workflows.get(ref)
  if (known) return known.isWatched ? known : null
  if (!turn.connection.isAllWatched) return null
  const since = new Date(8.64e15)
  return {
    ref,
    key: `n8n-${ref}`,
    isWatched: true,
    hash: '',
    versionRef: null,
    since,
    previousHash: null,
    previousVersion: null,
  }
}

/** A run of a definition nobody has seen: the source was edited a moment ago. Looked at once per reading. */
async function meetNewDefinitions(turn: Turn, runs: readonly SourceRun[]): Promise<void> {
  const isUnknown = ({ workflowRef, versionRef }: SourceRun) => {
    const known = turn.workflows.get(workflowRef)
    return (
      known === undefined ||
      (versionRef !== null && versionRef !== known.versionRef && versionRef !== known.previousVersion)
    )
  }
  if (turn.counts.pages > 1 || !runs.some(isUnknown)) return
  await reconcileSource(turn)
}

/** Why a failed run failed, read for that run alone; a run that is gone meanwhile keeps its bare failure. */
async function failureOf(turn: Turn, run: SourceRun): Promise<RunFailure | null> {
  if (run.status !== 'failed') return null
  const read = await turn.connector.readFailure(turn.link, run.id)
  if (read.ok) return read.value
  const isLasting = read.problem.kind === 'absent' || read.problem.kind === 'unreadable'
  if (isLasting || read.problem.detail === 'the answer is too long') return null
  throw new Stopped(read.problem)
}

const COPIED = `
SELECT x.run_key AS name FROM execution x
WHERE x.tenant_id = :tenant AND x.client_id = $1::uuid AND x.source_id = $2::uuid AND x.run_key = ANY($3::text[]) AND x.status = 'failed'
  AND x.anchor_at BETWEEN $4::timestamptz - interval '1 minute' AND $5::timestamptz + interval '1 minute'`

/** Failed runs that are here already: their errors are not asked for a second time, so that a slow source still gets on. */
async function copiedFailures(turn: Turn, runs: readonly SourceRun[]): Promise<Set<string>> {
  const failed = runs.filter(({ status, startedAt }) => status === 'failed' && startedAt !== null)
  const times = failed.map(({ startedAt }) => startedAt?.getTime() ?? 0)
  if (failed.length === 0) return new Set()
  const { clientId, sourceId, epoch } = turn.connection
  const names = failed.map(({ id }) => runName(id, epoch))
  const span = [new Date(Math.min(...times)), new Date(Math.max(...times))]
  const rows = await sealed(turn.caller.scope, (sql) =>
    sql<{ name: string }>(COPIED, [clientId, sourceId, names, ...span]),
  )
  return new Set(rows.map(({ name }) => name))
}

async function ingest(turn: Turn, events: readonly NativeEvent[]) {
  const { clientId, sourceId, watermark, epoch } = turn.connection
  const backfill = watermark === null && epoch === 0
  let [accepted, repeats] = [0, 0]
  for (let at = 0; at < events.length; at += CHUNK) {
    const chunk = events.slice(at, at + CHUNK)
    // what a source already had when it was connected is history: it wakes nobody
    const result = await ingestNative(turn.caller, { clientId, sourceId, events: chunk, backfill })
    // refused events are a mistake of ours: the reading stops before the watermark moves
    if (result.rejected[0]) throw new AppError('INTERNAL', `a run could not be stored: ${result.rejected[0].reason}`)
    accepted += result.accepted
    repeats += result.duplicates + result.conflicts
  }
  return { accepted, repeats }
}

const KEEP_OPEN = `
INSERT INTO connection_open_run (tenant_id, connection_id, external_id, client_id, workflow_ref, status, seen_at)
SELECT $1::uuid, $2::uuid, r.id, $3::uuid, r.ref, r.status, $4 FROM unnest($5::bigint[], $6::text[], $7::text[]) AS r (id, ref, status)
ON CONFLICT (tenant_id, connection_id, external_id) DO UPDATE SET status = excluded.status`
const FORGET_ENDED = `DELETE FROM connection_open_run r WHERE r.tenant_id = :tenant AND r.connection_id = $1::uuid AND r.external_id = ANY($2::bigint[])`

/** Runs that go on are read again; runs that ended are not. */
async function keepOpenRuns(turn: Turn, runs: readonly SourceRun[]): Promise<void> {
  const { id, clientId } = turn.connection
  const { scope } = turn.caller
  const open = runs.filter(({ status }) => !isEnded(status))
  const ended = runs.filter(({ status }) => isEnded(status))
  await sealed(scope, async (sql, now) => {
    if (open.length > 0)
      await sql(KEEP_OPEN, [
        ...[scope.tenantId, id, clientId, now, open.map((run) => String(run.id))],
        ...[open.map(({ workflowRef }) => workflowRef), open.map(({ status }) => status)],
      ])
    if (ended.length > 0) await sql(FORGET_ENDED, [id, ended.map((run) => String(run.id))])
  })
}

/**
 * Copies runs through the same door as everybody's events. Each run is a start and an end whose ids are made of the run:
 * what was copied before is a repeat. Resolves after the commit, so that whoever moves the watermark next has the data.
 */
export async function copyRuns(turn: Turn, given: readonly SourceRun[]): Promise<void> {
  const { epochAt } = turn.connection
  const runs = [...new Map(given.map((run) => [run.id, run])).values()].filter(
    // the source went back in time: what it shows from before was copied under the history before
    ({ startedAt }) => epochAt === null || startedAt === null || startedAt > epochAt,
  )
  await meetNewDefinitions(turn, runs)
  const collected: Collected = { starts: [], ends: [], runs: [] }
  try {
    await collect(turn, runs, collected)
  } finally {
    // what was read before the source stopped answering is kept
    await store(turn, collected)
  }
}

interface Collected {
  starts: NativeEvent[]
  ends: NativeEvent[]
  runs: SourceRun[]
}

async function collect(turn: Turn, runs: readonly SourceRun[], collected: Collected): Promise<void> {
  const { epoch } = turn.connection
  const watched = runs.flatMap((run) => {
    const ref = watchedRef(turn, run.workflowRef)
    return ref ? [{ run, ref }] : []
  })
  const copied = await copiedFailures(
    turn,
    watched.map(({ run }) => run),
  )
  for (const { run, ref } of watched) {
    if (!copied.has(runName(run.id, epoch))) {
      const { start, end } = runEvents(run, ref, { epoch, failure: await failureOf(turn, run) })
      if (start) collected.starts.push(start)
      if (end) collected.ends.push(end)
    }
    collected.runs.push(run)
  }
}

async function store(turn: Turn, { starts, ends, runs }: Collected): Promise<void> {
  const began = await ingest(turn, starts)
  const ended = await ingest(turn, ends)
  turn.counts.runs += ended.accepted
  turn.counts.repeats += began.repeats + ended.repeats
  await keepOpenRuns(turn, runs)
  await settleRetries(turn.caller, turn.connection.id, runs)
}

const OPEN = `SELECT r.external_id::text AS id FROM connection_open_run r WHERE r.tenant_id = :tenant AND r.connection_id = $1::uuid ORDER BY r.seen_at, r.external_id LIMIT 500`

/** Ids of the runs that had not ended when they were read last. */
export async function openRunIds(turn: Turn): Promise<bigint[]> {
  const rows = await sealed(turn.caller.scope, (sql) => sql<{ id: string }>(OPEN, [turn.connection.id]))
  return rows.map(({ id }) => BigInt(id))
}

/**
 * Open runs, one by one until they end, and those that a plain list leaves out. Returns the ids that the source no longer
 * has: they ended, and nobody saw how.
 */
export async function followOpenRuns(turn: Turn): Promise<bigint[]> {
  const found: SourceRun[] = []
  for (const status of ['running', 'waiting'] as const) {
    found.push(...must(await turn.connector.listRuns(turn.link, { cursor: null, status })).runs)
  }
  const known = await openRunIds(turn)
  const shown = new Set(found.map(({ id }) => id))
  const vanished: bigint[] = []
  for (const id of known.filter((each) => !shown.has(each))) {
    const read = await turn.connector.readRun(turn.link, id)
    if (read.ok) found.push(read.value)
    else if (read.problem.kind === 'absent') vanished.push(id)
    else {
      await copyRuns(turn, found)
      throw new Stopped(read.problem)
    }
  }
  await copyRuns(turn, found)
  if (vanished.length > 0)
    await sealed(turn.caller.scope, (sql) => sql(FORGET_ENDED, [turn.connection.id, vanished.map(String)]))
  return vanished
}
