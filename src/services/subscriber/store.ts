import { ownClient } from '@/infra/db'
import { notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

/** A subscriber inside the scope, whoever asks. */
export async function loadSubscriber(ctx: MutationContext, id: string) {
  const subscriber = await ctx.tx.subscriber.findFirst({ where: { ...ownClient(ctx), id } })
  if (!subscriber) throw notFound('subscription')
  return subscriber
}

/** Takes the address out of every place it stands in; what was sent stays on record without it. */
export async function eraseSubscriber(ctx: MutationContext, id: string): Promise<void> {
  await ctx.sql(
    `UPDATE mail_message m SET to_addr = '(deleted)' WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND m.key LIKE 'portal-%' AND m.key LIKE '%/' || $1::text AND m.sent_at IS NOT NULL`,
    [id],
  )
  await ctx.tx.subscriber.deleteMany({ where: { ...ownClient(ctx), id } })
}
