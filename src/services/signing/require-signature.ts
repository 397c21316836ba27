import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { forgetKeysOf, lockSigning } from './store'

const SAVE = `
UPDATE source s SET require_signature = $2::boolean
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.id = $1::uuid`

/** Whether a source refuses deliveries that are not signed. */
export const requireSignature = mutation(
  {
    action: 'source.require-signature',
    can: 'key.manage',
    input: z.strictObject({ sourceId: zId, isRequired: z.boolean('isRequired: must be true or false') }),
  },
  async (ctx, { sourceId, isRequired }) => {
    const { source, live } = await lockSigning(ctx, sourceId)
    if (source.isRequired === isRequired) return unchanged({ sourceId }, 'it is so already')
    if (isRequired && live.length === 0)
      throw new AppError(
        'CONFLICT',
        `${source.name} has no signing secret yet. Make one and give it to the sender first.`,
      )
    await ctx.sql(SAVE, [sourceId, isRequired])
    await forgetKeysOf(ctx, sourceId)
    return audited(
      { sourceId },
      {
        subject: { kind: 'source', id: sourceId, name: source.name },
        clientId: source.clientId,
        before: { requireSignature: source.isRequired },
        after: { requireSignature: isRequired },
      },
    )
  },
)
