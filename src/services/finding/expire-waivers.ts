import { z } from 'zod'
import { ownClient, platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { zId } from '@/lib/ids'
import type { Caller } from '../context'
import { audited, mutation, unchanged } from '../define'

const BATCH = 100

/** The time of a waiver is over: the finding counts again. */
export const endWaiver = mutation(
  { action: 'finding.endWaiver', can: 'system', input: z.strictObject({ waiverId: zId }) },
  async (ctx, { waiverId }) => {
    const waiver = await ctx.tx.waiver.findFirst({ where: { ...ownClient(ctx), id: waiverId } })
    if (waiver?.status !== 'granted' || waiver.expiresAt > ctx.now)
      return unchanged({ waiverId }, 'it does not stand, or its time is not over')
    const { findingId, clientId, reason } = waiver
    const finding = { ...ownClient(ctx), id: findingId, status: 'waived', waiverId }
    await ctx.tx.finding.updateMany({ where: finding, data: { status: 'open', waiverId: null } })
    await ctx.tx.waiver.updateMany({
      where: { ...ownClient(ctx), id: waiverId },
      data: { status: 'ended', endedAt: ctx.now, endedReason: 'expired' },
    })
    return audited(
      { waiverId },
      {
        subject: { kind: 'finding', id: findingId, name: reason },
        clientId,
        before: { status: 'waived' },
        after: { status: 'open' },
      },
    )
  },
)

/** Ends every waiver whose time is over, for all partners. Returns how many were looked at. */
export async function expireWaivers(callerOf: (tenantId: string) => Caller): Promise<number> {
  const due = await platformQuery<{ tenant_id: string; id: string }>(
    `SELECT tenant_id, id FROM waiver WHERE status = 'granted' AND expires_at <= now() ORDER BY expires_at LIMIT ${BATCH}`,
  )
  for (const { tenant_id, id } of due)
    await endWaiver(callerOf(tenant_id), { waiverId: id }).catch((error: unknown) =>
      logger.error({ err: error, waiverId: id }, 'a waiver could not be ended; it stays due'),
    )
  return due.length
}
