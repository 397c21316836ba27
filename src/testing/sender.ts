import pg from 'pg'
import type { NativeEvent } from '@/domain/event/schema'
import { env } from '@/env'
import { callerOf, type KeyCaller } from '@/http/with-api-key'
import { newId } from '@/lib/ids'
import { createSource } from '@/services/source/create'
import { createApiKey } from '@/services/source/create-key'
import { resolveKey } from '@/services/source/resolve-key'
import { type CastPartner, castClient, castPartner } from './cast'

/** Somebody who sends events with a key of one client. */
export interface Sender {
  partner: CastPartner
  tenantId: string
  clientId: string
  sourceId: string
  apiKeyId: string
  /** `ak_…` */
  key: string
  caller: KeyCaller
}

/** A sender of a new client; give `partner` for a second one in the same house. */
export async function castSender(partner?: CastPartner): Promise<Sender> {
  const house = partner ?? (await castPartner())
  const clientId = await castClient(house)
  const { sourceId } = await createSource(house.ada, { clientId, kind: 'api', name: 'n8n' })
  const input = { sourceId, name: 'line 1', scopes: ['events:write' as const], expiresAt: null }
  const { apiKeyId, key } = await createApiKey(house.ada, input)
  const resolved = await resolveKey(key, 'api', Date.now())
  if (!resolved) throw new Error('the key does not open')
  return { partner: house, tenantId: house.tenantId, clientId, sourceId, apiKeyId, key, caller: callerOf(resolved) }
}

/** A valid event; everything can be set. */
export function anEvent(given: Partial<NativeEvent> = {}): Omit<NativeEvent, 'attempt'> & { attempt?: number } {
  const type = given.type ?? 'execution.succeeded'
  return { id: newId(), workflow: 'order-release', execution: newId(), time: new Date().toISOString(), ...given, type }
}

const TABLES = [
  'event_key',
  'event_log',
  'execution_key',
  'execution',
  'rollup_minute',
  'workflow_state',
  'outbox',
  'dead_letter',
]

/** Rows as the database's owner sees them, above every wall; of another database when one is named. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
  connectionString = env.DATABASE_URL,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
    .query<Row>(text, values)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

/** One text per tenant that changes when any row of the event path changes. */
export async function eventPathDigest(tenantId: string): Promise<string> {
  const parts = TABLES.map(
    (table) =>
      `(SELECT md5(coalesce(string_agg(x::text, '|' ORDER BY x::text), '')) FROM ${table} x WHERE x.tenant_id = $1)`,
  )
  const [row] = await rowsOf<{ digest: string }>(`SELECT concat_ws(' ', ${parts.join(', ')}) AS digest`, [tenantId])
  return row?.digest ?? ''
}

const RECOUNT = `
SELECT workflow_id AS "workflowId", date_trunc('minute', ended_at, 'UTC') AS minute,
  count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded, count(*) FILTER (WHERE status = 'failed')::int AS failed,
  count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled,
  sum(coalesce(duration_ms, greatest(0, round(extract(epoch FROM ended_at - started_at) * 1000)), 0))::text AS "durationMsSum"
FROM execution WHERE tenant_id = $1 AND status <> 'running' GROUP BY 1, 2 ORDER BY 1, 2`
const ROLLUPS = `
SELECT workflow_id AS "workflowId", minute, succeeded, failed, cancelled, duration_ms_sum::text AS "durationMsSum" FROM rollup_minute
WHERE tenant_id = $1 AND (succeeded, failed, cancelled) <> (0, 0, 0) ORDER BY 1, 2`

/** The minute roll-ups beside what a count of the runs themselves gives. */
export async function rollupsAndRecount(
  tenantId: string,
  databaseUrl?: string,
): Promise<{ rollups: unknown[]; recount: unknown[] }> {
  const of = (text: string) => rowsOf(text, [tenantId], databaseUrl)
  return { rollups: await of(ROLLUPS), recount: await of(RECOUNT) }
}
