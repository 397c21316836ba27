import type { KeyScope } from '@/domain/access/permissions'
import { formatKey, hashSecret, KEY_ID_LENGTH, SECRET_LENGTH } from '@/domain/source/key'
import type { SourceKind } from '@/domain/source/schema'
import { ownClient } from '@/infra/db'
import { randomToken } from '@/lib/crypto'
import { notFound } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { MutationContext } from '../context'

export async function loadSource(ctx: MutationContext, id: string) {
  const source = await ctx.tx.source.findFirst({ where: { ...ownClient(ctx), id } })
  if (!source) throw notFound('source')
  return source
}

export async function insertSource(ctx: MutationContext, source: { clientId: string; kind: SourceKind; name: string }) {
  const row = { id: newId(), ...source }
  await ctx.tx.source.create({ data: { tenantId: ctx.scope.tenantId, ...row, createdAt: ctx.now } })
  return row
}

interface NewKey {
  source: { id: string; clientId: string; kind: SourceKind }
  name: string
  scopes: KeyScope[]
  workflowId: string | null
  expiresAt: Date | null
}

/** Makes a key; `key` is the only time anybody sees the secret. */
export async function insertKey(ctx: MutationContext, { source, ...facts }: NewKey) {
  const [id, keyId, secret] = [newId(), randomToken(KEY_ID_LENGTH), randomToken(SECRET_LENGTH)]
  const { kind, clientId } = source
  await ctx.tx.apiKey.create({
    data: {
      tenantId: ctx.scope.tenantId,
      id,
      clientId,
      sourceId: source.id,
      kind,
      keyId,
      secretHash: hashSecret(secret),
      ...facts,
      createdBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      createdAt: ctx.now,
    },
  })
  return { apiKeyId: id, keyId, key: formatKey({ kind, keyId, secret }) }
}
