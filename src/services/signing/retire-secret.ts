import { z } from 'zod'
import { AppError, notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { forgetKeysOf, lockSigning } from './store'

const FIND = `
SELECT x.source_id AS "sourceId", x.hint FROM signing_secret x
WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.id = $1::uuid`
const RETIRE = `
UPDATE signing_secret x SET retired_at = $2::timestamptz
WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.id = $1::uuid`

/** Ends a signing secret: what is signed with it is refused from then on. */
export const retireSigningSecret = mutation(
  {
    action: 'source.retire-signing-secret',
    can: 'key.manage',
    plan: 'always',
    input: z.strictObject({ signingSecretId: zId }),
  },
  async (ctx, { signingSecretId }) => {
    const [secret] = await ctx.sql<{ sourceId: string; hint: string }>(FIND, [signingSecretId])
    if (!secret) throw notFound('signing secret')
    const { source, live } = await lockSigning(ctx, secret.sourceId)
    if (!live.some(({ id }) => id === signingSecretId))
      throw new AppError('CONFLICT', `${secret.hint}… was retired already.`)
    if (source.isRequired && live.length === 1)
      throw new AppError(
        'CONFLICT',
        `${source.name} takes signed deliveries only, and this is its last secret. Make another first, or let it take unsigned ones.`,
      )
    await ctx.sql(RETIRE, [signingSecretId, ctx.now])
    await forgetKeysOf(ctx, source.id)
    return audited(
      { signingSecretId },
      {
        subject: { kind: 'source', id: source.id, name: source.name },
        clientId: source.clientId,
        before: { signingSecret: `${secret.hint}…`, liveSecrets: live.length },
        after: { retired: true, liveSecrets: live.length - 1 },
      },
    )
  },
)
