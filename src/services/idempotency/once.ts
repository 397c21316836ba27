import { KEPT_MS } from '@/domain/idempotency/key'
import { openSecretValue, sealSecretValue } from '@/infra/envelope'
import { AppError } from '@/lib/errors'
import type { Once, OnceContext } from '../context'

/** A change that its sender named, so that asking twice changes once. */
export interface NamedChange {
  apiKeyId: string
  clientId: string
  /** what the sender calls it */
  key: string
  /** SHA-256 of what was asked */
  fingerprint: string
  status: number
  /** the answer's text, made of the verb's output */
  answerOf: (output: unknown) => string
}

/** Was done before: this was the answer. */
export class Replayed extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super('answered before')
  }
}

/** The name stands for another change. */
export class KeyReused extends Error {}

const HOLD = `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS "isHeld"`
const FIND = `
SELECT k.fingerprint, k.status, k.answer FROM idempotency_key k
WHERE k.tenant_id = :tenant AND k.client_id = ANY(:clients) AND k.api_key_id = $1::uuid AND k.key = $2 AND k.created_at > $3`
const KEEP = `
INSERT INTO idempotency_key (tenant_id, api_key_id, key, client_id, fingerprint, status, answer, created_at)
VALUES (:tenant, $1::uuid, $2, $3::uuid, $4, $5::int, $6, $7)
ON CONFLICT (tenant_id, api_key_id, key) DO UPDATE SET fingerprint = $4, status = $5::int, answer = $6, created_at = $7`

function placeOf({ apiKeyId, key }: NamedChange) {
  return { table: 'idempotency_key', column: 'answer', rowId: `${apiKeyId}/${key}` }
}

async function begin(ctx: OnceContext, change: NamedChange): Promise<void> {
  const name = `idempotency/${ctx.scope.tenantId}/${change.apiKeyId}/${change.key}`
  const [lock] = await ctx.sql<{ isHeld: boolean }>(HOLD, [name])
  if (!lock?.isHeld)
    throw new AppError('CONFLICT', 'A request with this Idempotency-Key is still running. Send it again shortly.')
  const since = new Date(ctx.now.getTime() - KEPT_MS)
  const [kept] = await ctx.sql<{ fingerprint: string; status: number; answer: string }>(FIND, [
    change.apiKeyId,
    change.key,
    since,
  ])
  if (!kept) return
  if (kept.fingerprint !== change.fingerprint) throw new KeyReused('the name stands for another change')
  throw new Replayed(kept.status, await openSecretValue(ctx, placeOf(change), kept.answer))
}

async function end(ctx: OnceContext, change: NamedChange, output: unknown): Promise<void> {
  const answer = await sealSecretValue(ctx, placeOf(change), change.answerOf(output))
  const { apiKeyId, key, clientId, fingerprint, status } = change
  await ctx.sql(KEEP, [apiKeyId, key, clientId, fingerprint, status, answer, ctx.now])
}

/**
 * Ties an answer to the transaction of its change. Who comes second while the first is at work is refused by the lock, which
 * the database gives back when the transaction ends in any way. A crash before the commit leaves neither change nor answer,
 * one after it leaves both: no claim outlives its owner, so none must be guessed about. A refusal changes nothing and is not
 * kept: the same request may be sent again.
 */
export function once(change: NamedChange): Once {
  return {
    begin: (ctx) => begin(ctx, change),
    end: (ctx, output) => end(ctx, change, output),
  }
}
