import type pg from 'pg'
import { pool } from '@/infra/db'
import { logger } from '@/infra/logger'
import { traced } from '@/infra/tracing'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { identityColumns, ingestColumns } from './ingest-columns'
import { type IngestItem, type IngestOutcome, repeated } from './ingest-item'
import { INGEST, STORED_DIGESTS } from './ingest-statement'

/** One generic plan for every batch, and joins that do not degrade when the planner cannot see how many events come. */
const SESSION = 'SET plan_cache_mode = force_generic_plan; SET enable_nestloop = off; SET jit = off'

/** The tenants each connection is sealed into; absent = a new connection. */
const SEALED = new WeakMap<pg.ClientBase, string>()

/** Ordinary SQLSTATE classes of a database that is away, stopping, full or overloaded. */
const AWAY = /^(08|53|57|58|XX)|^(25006|55P03|40001|40P01)$/

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** The event's own data is refused: out of range (22) or against a constraint (23). */
function isDataError(error: unknown): boolean {
  return /^2[23]...$/.test(codeOf(error))
}

/** Did PostgreSQL itself answer? A lost connection has no SQLSTATE. */
function isAnswer(error: unknown): boolean {
  return /^[0-9A-Z]{5}$/.test(codeOf(error)) && !codeOf(error).startsWith('E')
}

/** An ERROR ends a statement; FATAL and a lost connection end the connection with it. */
function isStillOpen(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR'
}

/**
 * Seals the connection into exactly these tenants for the statements to come: row-level security then refuses any other row.
 * A setting of the session (not of a transaction) spares BEGIN and COMMIT; every user of this pool sets its own.
 */
async function seal(client: pg.PoolClient, tenantIds: ReadonlySet<string>): Promise<void> {
  const sealed = SEALED.get(client)
  const wanted = [...tenantIds].sort().join(',')
  if (sealed === undefined) await client.query(SESSION)
  if (sealed !== wanted)
    await client.query({ name: 'seal', text: `SELECT set_config('app.tenant_ids', $1, false)`, values: [wanted] })
  SEALED.set(client, wanted)
}

async function onSealed<T>(tenantIds: ReadonlySet<string>, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool('andon_ingest').connect()
  try {
    await seal(client, tenantIds)
    const result = await work(client)
    client.release()
    return result
  } catch (error) {
    client.release(!isStillOpen(error))
    throw error
  }
}

/**
 * Stores a batch of distinct events in one statement, sealed into `tenantIds`. `receivedAt` in epoch milliseconds.
 * @throws the database's error; then nothing of the batch was stored, or (connection lost) it is unknown whether it was
 */
export function storeBatch(
  items: readonly IngestItem[],
  tenantIds: ReadonlySet<string>,
  receivedAt: number,
): Promise<IngestOutcome[]> {
  return traced('ingest.statement', () =>
    onSealed(tenantIds, async (client) => {
      const { rows } = await client.query<{ n: number }>({
        name: 'ingest',
        text: INGEST,
        values: ingestColumns(items, receivedAt),
      })
      const outcomes = items.map(({ normalised }): IngestOutcome => ({ kind: 'accepted', stored: normalised.digest }))
      if (rows.length > 0) await judgeRepeats(client, items, rows, outcomes)
      return outcomes
    }),
  )
}

/** A second look is right: by now whoever held the key has committed. */
async function judgeRepeats(
  client: pg.PoolClient,
  items: readonly IngestItem[],
  rows: { n: number }[],
  outcomes: IngestOutcome[],
): Promise<void> {
  const refused = rows.flatMap(({ n }) => items[n - 1] ?? [])
  const { rows: stored } = await client.query<{ n: number; digest: string }>({
    name: 'stored-digests',
    text: STORED_DIGESTS,
    values: identityColumns(refused),
  })
  for (const { n, digest } of stored) {
    const [item, at] = [refused[n - 1], rows[n - 1]?.n]
    if (item && at) outcomes[at - 1] = repeated(item, digest)
  }
}

/** Two batches that met in a ring, or a serialisation failure: the same statement once more. */
async function storeTwice(items: readonly IngestItem[], receivedAt: number): Promise<IngestOutcome[]> {
  const tenantIds = new Set(items.map(({ tenantId }) => tenantId))
  try {
    return await storeBatch(items, tenantIds, receivedAt)
  } catch (error) {
    if (!['40P01', '40001'].includes(codeOf(error))) throw error
    return storeBatch(items, tenantIds, receivedAt)
  }
}

const DEAD_LETTER = `INSERT INTO dead_letter (tenant_id, id, client_id, source_id, reason, payload, received_at) VALUES ($1, $2, $3, $4, $5, $6, now())`

/** The one guilty event: kept aside with the reason, so that a person can look at it. */
async function bury(item: IngestItem, error: unknown): Promise<IngestOutcome> {
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  logger.error(
    { tenantId: item.tenantId, sourceId: item.sourceId, key: item.normalised.key, code, message },
    'event refused by the database',
  )
  await onSealed(new Set([item.tenantId]), (client) =>
    client.query(DEAD_LETTER, [
      item.tenantId,
      newId(),
      item.clientId,
      item.sourceId,
      `${code} ${message}`,
      item.normalised.canonical,
    ]),
  )
  return { kind: 'rejected', reason: `event: could not be stored (${code}); it was kept aside for a person to look at` }
}

/**
 * Stores a batch of distinct events. If the data of some event is refused, halves the batch until only that one is left out.
 * @throws AppError UNAVAILABLE while the database cannot commit: the sender repeats, and what was stored is a duplicate
 */
export async function commitBatch(items: readonly IngestItem[], receivedAt: number): Promise<IngestOutcome[]> {
  try {
    return await storeTwice(items, receivedAt)
  } catch (error) {
    if (!isDataError(error)) throw unavailable(error)
    const [only] = items
    if (items.length === 1 && only)
      return [await bury(only, error).catch((cause) => Promise.reject(unavailable(cause)))]
    const half = items.length >> 1
    return [
      ...(await commitBatch(items.slice(0, half), receivedAt)),
      ...(await commitBatch(items.slice(half), receivedAt)),
    ]
  }
}

/** What a failed statement means to the sender. A mistake of ours stays what it is, and becomes INTERNAL at the door. */
export function unavailable(cause: unknown): unknown {
  const isOurs = cause instanceof AppError || cause instanceof TypeError || cause instanceof RangeError
  if (isOurs || (isAnswer(cause) && !AWAY.test(codeOf(cause)))) return cause
  return new AppError('UNAVAILABLE', 'The database is away. Nothing is lost: send the same request again.', [], {
    cause,
  })
}
