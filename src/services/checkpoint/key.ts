import { own } from '@/infra/db'
import { openSecretValue, sealSecretValue } from '@/infra/envelope'
import { fingerprintOf, newSigningPair, type SigningPair } from '@/lib/ed25519'
import { newId } from '@/lib/ids'
import type { MutationContext } from '../context'

export interface LiveKey extends SigningPair {
  id: string
  fingerprint: string
}

const placeOf = (rowId: string) => ({ table: 'signing_key', column: 'private_key', rowId })

/** A fresh pair as the partner's live key; the private part leaves this process sealed only. */
export async function addKey(ctx: MutationContext): Promise<LiveKey> {
  const pair = newSigningPair()
  const [id, fingerprint] = [newId(), fingerprintOf(pair.publicKey)]
  const privateKey = await sealSecretValue(ctx, placeOf(id), pair.privateKey)
  await ctx.tx.signingKey.create({
    data: { tenantId: ctx.scope.tenantId, id, fingerprint, publicKey: pair.publicKey, privateKey, validFrom: ctx.now },
  })
  return { ...pair, id, fingerprint }
}

/** The key that signs now; the first call of a partner makes it. Callers hold the lock of `lockCheckpoints`. */
export async function liveKey(ctx: MutationContext): Promise<LiveKey> {
  const row = await ctx.tx.signingKey.findFirst({ where: { ...own(ctx), retiredAt: null } })
  if (!row?.privateKey) return addKey(ctx)
  const { id, fingerprint, publicKey } = row
  return { id, fingerprint, publicKey, privateKey: await openSecretValue(ctx, placeOf(id), row.privateKey) }
}

/** One maker of checkpoints and keys per partner at a time, until commit; others write the trail meanwhile. */
export async function lockCheckpoints({ tx, scope }: MutationContext): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('checkpoint ' || ${scope.tenantId}::text, 0))`
}
