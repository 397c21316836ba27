import { LRUCache } from 'lru-cache'
import type pg from 'pg'
import { pool } from '@/infra/db'
import { newId } from '@/lib/ids'

/** More unknown names than this in one client are a mistake of a sender (an id inside the name). */
export const MAX_UNCLAIMED = 2_000

/** The client whose workflows are meant. */
export interface WorkflowHome {
  tenantId: string
  clientId: string
}

interface Wanted {
  key: string
  /** slug of the site an unknown workflow is put into, should there be one */
  site: string | null
}

/** Our id, or why the name gets none. */
export type ResolvedWorkflow = { id: string } | { reason: string }

/** A workflow is never deleted and its key never changes, so an id is remembered for good; a refusal for 30 s. */
const KNOWN = new LRUCache<string, ResolvedWorkflow>({ max: 50_000 })
const REFUSED_TTL_MS = 30_000
const PENDING = new Map<string, Promise<ResolvedWorkflow>>()

const FULL = `workflow: is unknown, and ${MAX_UNCLAIMED} unknown ones already wait to be claimed; claim or retire some, or check the name`

const FIND = `SELECT key, id FROM workflow WHERE tenant_id = $1 AND client_id = $2 AND key = ANY ($3)`
const ROOM = `SELECT $3 - count(*)::int AS room FROM workflow WHERE tenant_id = $1 AND client_id = $2 AND lifecycle = 'unclaimed'`
const REGISTER = `
INSERT INTO workflow (tenant_id, id, client_id, site_id, key, name, lifecycle, created_at)
SELECT $1, w.id, $2, s.id, w.key, w.key, 'unclaimed', now()
FROM unnest($3::uuid[], $4::text[], $5::text[]) AS w (id, key, site)
LEFT JOIN site s ON s.tenant_id = $1 AND s.client_id = $2 AND s.slug = w.site
ORDER BY w.key COLLATE "C"
ON CONFLICT (tenant_id, client_id, key) DO NOTHING`

async function find(
  client: pg.PoolClient,
  { tenantId, clientId }: WorkflowHome,
  keys: string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ key: string; id: string }>(FIND, [tenantId, clientId, keys])
  return new Map(rows.map(({ key, id }) => [key, id]))
}

async function register(client: pg.PoolClient, home: WorkflowHome, wanted: readonly Wanted[]): Promise<void> {
  const { tenantId, clientId } = home
  const { rows } = await client.query<{ room: number }>(ROOM, [tenantId, clientId, MAX_UNCLAIMED])
  const admitted = wanted.slice(0, Math.max(0, rows[0]?.room ?? 0))
  if (admitted.length === 0) return
  const ids = admitted.map(() => newId())
  await client.query(REGISTER, [
    tenantId,
    clientId,
    ids,
    admitted.map(({ key }) => key),
    admitted.map(({ site }) => site),
  ])
}

async function load(home: WorkflowHome, wanted: readonly Wanted[]): Promise<Map<string, string>> {
  const client = await pool('andon_ingest').connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('app.tenant_ids', $1, true)`, [home.tenantId])
    let found = await find(
      client,
      home,
      wanted.map(({ key }) => key),
    )
    const unknown = wanted.filter(({ key }) => !found.has(key))
    if (unknown.length > 0) {
      await register(client, home, unknown)
      found = await find(
        client,
        home,
        wanted.map(({ key }) => key),
      )
    }
    await client.query('COMMIT')
    client.release()
    return found
  } catch (error) {
    client.release(true)
    throw error
  }
}

function cacheKey({ clientId }: WorkflowHome, key: string): string {
  return `${clientId}${key}`
}

/** Asks once for names that several requests wait for at the same time. */
function fetchMissing(home: WorkflowHome, missing: readonly Wanted[]): void {
  const loading = load(home, missing)
  for (const { key } of missing) {
    const name = cacheKey(home, key)
    const one = loading
      .then((found): ResolvedWorkflow => {
        const id = found.get(key)
        const resolved = id ? { id } : { reason: FULL }
        KNOWN.set(name, resolved, id ? {} : { ttl: REFUSED_TTL_MS })
        return resolved
      })
      .finally(() => PENDING.delete(name))
    one.catch(() => undefined) // whoever waits sees it; nobody waiting is no crash
    PENDING.set(name, one)
  }
}

/**
 * Sender's names → our ids; an unknown name registers itself as unclaimed, never dropped, up to a bound per client.
 * Nothing is asked of the database once a name is known.
 */
export async function resolveWorkflows(
  home: WorkflowHome,
  wanted: ReadonlyMap<string, Wanted>,
): Promise<Map<string, ResolvedWorkflow>> {
  const resolved = new Map<string, ResolvedWorkflow>()
  const missing: Wanted[] = []
  for (const [key, want] of wanted) {
    const known = KNOWN.get(cacheKey(home, key))
    if (known) resolved.set(key, known)
    else if (!PENDING.has(cacheKey(home, key))) missing.push(want)
  }
  if (resolved.size === wanted.size) return resolved
  if (missing.length > 0) fetchMissing(home, missing)
  const waiting = [...wanted.keys()].flatMap((key) => {
    const pending = resolved.has(key) ? undefined : PENDING.get(cacheKey(home, key))
    return pending ? [pending.then((one) => resolved.set(key, one))] : []
  })
  await Promise.all(waiting)
  return resolved
}
