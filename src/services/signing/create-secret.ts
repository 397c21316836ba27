import { z } from 'zod'
import { sealSecretValue } from '@/infra/envelope'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { newSigningSecret } from '@/lib/standard-webhooks'
import { audited, mutation } from '../define'
import { secretPlace } from './open'
import { forgetKeysOf, lockSigning } from './store'

const SLOTS = [1, 2]
/** `whsec_` and four characters: enough to tell two apart, 24 of 256 bits. */
const HINT_LENGTH = 10

const INSERT = `
INSERT INTO signing_secret (tenant_id, id, client_id, source_id, slot, sealed, hint, created_by, created_at)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::int, $6, $7, $8::uuid, $9::timestamptz)`

/** A secret that the senders of a source sign with. The answer holds it, once. A second one beside the first is how it is changed. */
export const createSigningSecret = mutation(
  { action: 'source.create-signing-secret', can: 'key.manage', input: z.strictObject({ sourceId: zId }) },
  async (ctx, { sourceId }) => {
    const { source, live } = await lockSigning(ctx, sourceId)
    if (source.kind !== 'api')
      throw new AppError('INVALID', 'sourceId: pings carry no signature. Choose a source that sends events.')
    const slot = SLOTS.find((each) => live.every((secret) => secret.slot !== each))
    if (!slot)
      throw new AppError(
        'CONFLICT',
        `${source.name} has two live signing secrets. Retire the one no sender uses any more, then make the next.`,
      )
    const [id, secret] = [newId(), newSigningSecret()]
    const hint = secret.slice(0, HINT_LENGTH)
    const sealed = await sealSecretValue(ctx, secretPlace(id), secret)
    const author = ctx.actor.kind === 'user' ? ctx.actor.id : null
    const place = [ctx.scope.tenantId, id, source.clientId, sourceId]
    await ctx.sql(INSERT, [...place, slot, sealed, hint, author, ctx.now])
    await forgetKeysOf(ctx, sourceId)
    return audited(
      { signingSecretId: id, secret },
      {
        subject: { kind: 'source', id: sourceId, name: source.name },
        clientId: source.clientId,
        before: { liveSecrets: live.length },
        after: { signingSecret: `${hint}…`, liveSecrets: live.length + 1 },
      },
    )
  },
)
