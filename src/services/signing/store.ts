import { notFound } from '@/lib/errors'
import type { MutationContext } from '../context'
import { forgetKey } from '../source/resolve-key'

export interface SigningSource {
  id: string
  clientId: string
  kind: 'api' | 'ping'
  name: string
  isRequired: boolean
}

export interface LiveSecret {
  id: string
  slot: number
  hint: string
}

const SOURCE = `
SELECT s.id, s.client_id AS "clientId", s.kind::text, s.name, s.require_signature AS "isRequired" FROM source s
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.id = $1::uuid FOR UPDATE OF s`
const LIVE = `
SELECT x.id, x.slot, x.hint FROM signing_secret x
WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.source_id = $1::uuid AND x.retired_at IS NULL ORDER BY x.slot`
const KEYS = `SELECT k.key_id AS "keyId" FROM api_key k WHERE k.tenant_id = :tenant AND k.client_id = ANY(:clients) AND k.source_id = $1::uuid`

/** The source with its live secrets; held until the commit, so that two changes of its signing come one after the other. */
export async function lockSigning({ sql }: MutationContext, sourceId: string) {
  const [source] = await sql<SigningSource>(SOURCE, [sourceId])
  if (!source) throw notFound('source')
  return { source, live: await sql<LiveSecret>(LIVE, [sourceId]) }
}

/** What is remembered of the source's keys holds its secrets: ask again. Other processes do so within 30 s. */
export async function forgetKeysOf({ sql }: MutationContext, sourceId: string): Promise<void> {
  for (const { keyId } of await sql<{ keyId: string }>(KEYS, [sourceId])) forgetKey(keyId)
}
