import { z } from 'zod'
import { maskedEmail, type Severity, SubscriptionChoice } from '@/domain/subscriber/schema'
import { ownClient } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, query, unchanged } from '../define'
import { shownProcessIds } from './steps'
import { eraseSubscriber, loadSubscriber } from './store'

const Personal = z.strictObject({ subscriberId: zId })

const subjectOf = ({ id, email }: { id: string; email: string }) => ({
  kind: 'subscriber',
  id,
  name: maskedEmail(email),
})

export interface OwnSubscription {
  email: string
  severity: Severity
  processIds: string[]
  isConfirmed: boolean
}

/** What a personal link opens. NOT_FOUND once the address is deleted. */
export const readSubscription = query(
  { action: 'subscriber.read', can: 'portal.read', input: Personal },
  async ({ sql }, { subscriberId }): Promise<OwnSubscription> => {
    const [row] = await sql<OwnSubscription>(
      `SELECT s.email, s.severity, s.process_ids AS "processIds", s.confirmed_at IS NOT NULL AS "isConfirmed" FROM subscriber s
       WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.id = $1`,
      [subscriberId],
    )
    if (!row) throw notFound('subscription')
    return row
  },
)

/** The yes of whoever reads the address. */
export const confirmSubscription = mutation(
  { action: 'subscriber.confirm', can: 'portal.read', input: Personal },
  async (ctx, { subscriberId }) => {
    const held = await loadSubscriber(ctx, subscriberId)
    if (held.confirmedAt) return unchanged({}, 'it was confirmed before')
    const where = { ...ownClient(ctx), id: held.id, version: held.version }
    const data = { confirmedAt: ctx.now, version: held.version + 1 }
    const { count } = await ctx.tx.subscriber.updateMany({ where, data })
    if (count === 0) throw conflict('subscription')
    const portal = { tenantId: ctx.scope.tenantId, clientId: held.clientId }
    await ctx.tx.portal.createMany({ data: portal, skipDuplicates: true })
    return audited({}, { subject: subjectOf(held), clientId: held.clientId, after: { confirmed: true } })
  },
)

/** Another choice of steps, or of how much. */
export const changeSubscription = mutation(
  { action: 'subscriber.change', can: 'portal.read', input: SubscriptionChoice.extend(Personal.shape) },
  async (ctx, { subscriberId, processIds, severity, locale }) => {
    const held = await loadSubscriber(ctx, subscriberId)
    const shown = await shownProcessIds(ctx.sql, held.clientId)
    const after = { severity, locale, processIds: processIds.filter((id) => shown.includes(id)) }
    const where = { ...ownClient(ctx), id: held.id, version: held.version }
    const { count } = await ctx.tx.subscriber.updateMany({ where, data: { ...after, version: held.version + 1 } })
    if (count === 0) throw conflict('subscription')
    return audited({}, { subject: subjectOf(held), clientId: held.clientId, after })
  },
)

/** Ends it and deletes the address, at the reader's own wish. Doing it twice is doing it once. */
export const unsubscribe = mutation(
  { action: 'subscriber.leave', can: 'portal.read', input: Personal },
  async (ctx, { subscriberId }) => {
    const held = await ctx.tx.subscriber.findFirst({ where: { ...ownClient(ctx), id: subscriberId } })
    if (!held) return unchanged({}, 'the address is gone already')
    await eraseSubscriber(ctx, held.id)
    return audited({}, { subject: subjectOf(held), clientId: held.clientId, after: { deleted: true } })
  },
)

/** The same by the partner's people, for somebody who asked them. */
export const removeSubscriber = mutation(
  { action: 'subscriber.remove', can: 'portal.manage', plan: 'always', input: Personal },
  async (ctx, { subscriberId }) => {
    const held = await loadSubscriber(ctx, subscriberId)
    await eraseSubscriber(ctx, held.id)
    return audited({ subscriberId }, { subject: subjectOf(held), clientId: held.clientId, after: { deleted: true } })
  },
)
