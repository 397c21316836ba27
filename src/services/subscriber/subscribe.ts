import { SubscriptionChoice, zSubscriberEmail } from '@/domain/subscriber/schema'
import { ownClient } from '@/infra/db'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { mutation, unchanged } from '../define'
import { shownProcessIds } from './steps'

const MINUTE_MS = 60_000
/** So often one address is asked again, whoever types it in. */
const ASK_AGAIN_MS = 30 * MINUTE_MS
/** Addresses of one portal that have not answered; more are somebody's bad joke. */
const UNANSWERED = 500

/**
 * Somebody asks for updates of the one portal in scope. Nothing is sent to the address but the question whether it wants them;
 * an address that gets them already is left alone. The answer is the same for all, so that nobody can find out who listens.
 */
export const subscribe = mutation(
  {
    action: 'subscriber.ask',
    can: 'portal.read',
    input: SubscriptionChoice.extend({ email: zSubscriberEmail }),
  },
  async (ctx, { email, processIds, ...choice }) => {
    const [clientId] = ctx.scope.clientIds ?? []
    if (!clientId) throw new Error('a portal is one client’s')
    const shown = await shownProcessIds(ctx.sql, clientId)
    const wanted = { ...choice, processIds: processIds.filter((id) => shown.includes(id)) }
    const known = await ctx.tx.subscriber.findFirst({ where: { ...ownClient(ctx), email } })
    if (known?.confirmedAt) return unchanged({}, 'the address gets updates already')
    if (known && ctx.now.getTime() - known.askedAt.getTime() < ASK_AGAIN_MS)
      return unchanged({}, 'the address was asked a moment ago')
    const subscriberId = known?.id ?? newId()
    if (known) {
      const where = { ...ownClient(ctx), id: known.id, version: known.version }
      const data = { ...wanted, askedAt: ctx.now, version: known.version + 1 }
      const { count } = await ctx.tx.subscriber.updateMany({ where, data })
      if (count === 0) return unchanged({}, 'somebody else asked at the same time')
    } else {
      const open = await ctx.tx.subscriber.count({ where: { ...ownClient(ctx), confirmedAt: null } })
      if (open >= UNANSWERED)
        throw new AppError('LIMIT', 'Too many addresses have not answered yet. Try again tomorrow.')
      const { tenantId } = ctx.scope
      await ctx.tx.subscriber.create({
        data: { tenantId, id: subscriberId, clientId, email, ...wanted, askedAt: ctx.now },
      })
    }
    await ctx.emit('subscription.asked', { subscriberId })
    return unchanged({}, 'an unconfirmed address is nobody’s decision yet')
  },
)
