import type { Scope } from '@/domain/access/scope'
import type { ChannelKind } from '@/domain/channel/schema'
import type { Sql } from '@/infra/db'
import { openSecretValue, type SecretPlace } from '@/infra/envelope'
import { notFound } from '@/lib/errors'

/** A channel as the program works with it; the address is sealed. */
export interface StoredChannel {
  id: string
  clientId: string | null
  kind: ChannelKind
  name: string
  address: string
  hint: string
  isPaused: boolean
  paceAt: Date | null
  failures: number
  brokenUntil: Date | null
  version: number
}

const LOAD = `
SELECT c.id, c.client_id AS "clientId", c.kind, c.name, c.address, c.hint, c.is_paused AS "isPaused", c.pace_at AS "paceAt", c.failures,
  c.broken_until AS "brokenUntil", c.version
FROM channel c
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid AND c.removed_at IS NULL FOR UPDATE`

/** A channel inside the scope, held until commit. @throws NOT_FOUND */
export async function holdChannel({ sql }: { sql: Sql }, channelId: string): Promise<StoredChannel> {
  const [row] = await sql<StoredChannel>(LOAD, [channelId])
  if (!row) throw notFound('channel')
  return row
}

export function addressPlace(channelId: string): SecretPlace {
  return { table: 'channel', column: 'address', rowId: channelId }
}

/** The address in clear, for the length of one sending. */
export function addressOf(ctx: { scope: Scope; sql: Sql }, { id, address }: StoredChannel): Promise<string> {
  return openSecretValue(ctx, addressPlace(id), address)
}

export function channelSubject({ id, name }: { id: string; name: string }) {
  return { kind: 'channel', id, name }
}
