import type { Scope } from '@/domain/access/scope'
import type { ConnectionHealth } from '@/domain/connection/pace'
import type { Sql } from '@/infra/db'
import { openSecretValue, type SecretPlace } from '@/infra/envelope'
import { notFound } from '@/lib/errors'
import type { SourceLink } from './port'

/** A connection as the program works with it; the credential is sealed. */
export interface StoredConnection {
  id: string
  clientId: string
  clientName: string
  sourceId: string
  siteId: string | null
  product: 'n8n'
  name: string
  baseUrl: string
  credential: string
  isAllWatched: boolean
  isPaused: boolean
  everyS: number
  health: ConnectionHealth
  problem: string | null
  failures: number
  failingSince: Date | null
  claimedUntil: Date | null
  watermark: string | null
  watermarkAt: Date | null
  epoch: number
  epochAt: Date | null
  scanTop: string | null
  scanTopAt: Date | null
  scanCursor: string | null
  scanLow: string | null
  scanSeen: [string, string][] | null
  templateAt: Date | null
  version: number
}

const LOAD = `
SELECT c.id, c.client_id AS "clientId", k.name AS "clientName", c.source_id AS "sourceId", c.site_id AS "siteId", c.product::text, c.name,
  c.base_url AS "baseUrl", c.credential, c.is_all_watched AS "isAllWatched", c.is_paused AS "isPaused", c.every_s AS "everyS",
  c.health::text, c.problem, c.failures, c.failing_since AS "failingSince", c.claimed_until AS "claimedUntil",
  c.watermark::text, c.watermark_at AS "watermarkAt", c.epoch, c.epoch_at AS "epochAt", c.scan_top::text AS "scanTop",
  c.scan_top_at AS "scanTopAt", c.scan_cursor AS "scanCursor", c.scan_low::text AS "scanLow", c.scan_seen AS "scanSeen",
  c.template_at AS "templateAt", c.version
FROM connection c JOIN client k ON k.tenant_id = c.tenant_id AND k.id = c.client_id
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid`

interface Reader {
  scope: Scope
  sql: Sql
}

/** @throws NOT_FOUND outside the scope */
export async function loadConnection(
  { sql }: Pick<Reader, 'sql'>,
  connectionId: string,
  lock: '' | 'FOR UPDATE OF c' = '',
): Promise<StoredConnection> {
  const [row] = await sql<StoredConnection>(`${LOAD} ${lock}`, [connectionId])
  if (!row) throw notFound('connection')
  return row
}

export function credentialPlace(connectionId: string): SecretPlace {
  return { table: 'connection', column: 'credential', rowId: connectionId }
}

/** The credential in clear, for the length of one reading. */
export async function linkOf(ctx: Reader, connection: StoredConnection): Promise<SourceLink> {
  const credential = await openSecretValue(ctx, credentialPlace(connection.id), connection.credential)
  return { baseUrl: connection.baseUrl, credential }
}

/** What people see of a credential: enough to tell two apart. */
export function hintOf(credential: string): string {
  return `…${credential.slice(-4)}`
}
