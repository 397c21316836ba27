import { z } from 'zod'
import { zMonth } from '@/domain/month/schema'
import type { Prisma } from '@/infra/prisma/client'
import { sha256 } from '@/lib/crypto'
import { AppError, notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import { requestApproval } from '../approval/request'
import { loadActiveClient } from '../client/store'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { newestFigures } from '../invoice/month'
import { loadCredits, moveCredit, type StoredCredit } from './store'

const DECIDE_WITHIN_DAYS = 30
const DAY_MS = 86_400_000

const STANDING: readonly string[] = ['proposed', 'approved']

type Asked = Pick<StoredCredit, 'id' | 'clientId' | 'month' | 'monthDigest' | 'currency' | 'minor'>

/** Bound to what is given back and to the month it rests on: another figure is another question. */
function hashOf({ id: _id, ...content }: Asked): string {
  return sha256(canonicalJson(content))
}

async function ask(ctx: MutationContext, credit: Asked, clientName: string): Promise<string> {
  const { requestId } = await requestApproval.within(ctx, {
    ...{ subjectKind: 'credit', subjectId: credit.id, clientId: credit.clientId, contentHash: hashOf(credit) },
    ...{ title: `Credit ${clientName} ${credit.month}`, quorum: 1, authorIds: [], isAfterReview: false },
    summary: `${credit.minor} minor units of ${credit.currency}, from the frozen month ${credit.monthDigest.slice(0, 12)}`,
    ...{ expiresAt: new Date(ctx.now.getTime() + DECIDE_WITHIN_DAYS * DAY_MS), onTimeout: 'deny' },
  })
  return requestId
}

/**
 * Proposes the credit that the contract's tiers and cap gave for a frozen month (its newest addendum counts), and puts it to
 * another person's decision. The amount is never typed: it is the frozen figure. Proposed or approved once per month.
 * @throws AppError NOT_FOUND while the month is open, INVALID when it owes nothing
 */
export const proposeCredit = mutation(
  { action: 'credit.propose', can: 'billing.manage', input: z.strictObject({ clientId: zId, month: zMonth }) },
  async (ctx, { clientId, month }) => {
    const client = await loadActiveClient(ctx, clientId)
    const frozen = await newestFigures(ctx.sql, { clientId, month })
    if (!frozen) throw notFound('frozen month')
    const { credits } = frozen.figures
    if (!credits || credits.minor === 0)
      throw new AppError('INVALID', `month: nothing is owed for ${month}; every promise with a credit was kept`)
    const standing = (await loadCredits(ctx.sql, clientId)).find(
      (each) => each.month === month && STANDING.includes(each.status),
    )
    if (standing) return unchanged({ creditId: standing.id, status: standing.status }, 'it stands already')
    const { currency, minor } = credits
    const credit = { id: newId(), clientId, month, monthDigest: frozen.digest, currency, minor }
    await ctx.tx.credit.create({
      data: {
        ...{ tenantId: ctx.scope.tenantId, id: credit.id, clientId, month, monthDigest: frozen.digest, currency },
        ...{
          amountMinor: minor,
          figures: JSON.parse(JSON.stringify(credits)) as Prisma.InputJsonObject,
          status: 'proposed',
        },
        ...{ proposedBy: ctx.actor.name, proposedAt: ctx.now },
      },
    })
    const requestId = await ask(ctx, credit, client.name)
    await moveCredit(ctx, { id: credit.id, version: 1 }, { requestId })
    return audited(
      { creditId: credit.id, status: 'proposed' as const },
      {
        subject: { kind: 'credit', id: credit.id, name: `${client.name} ${month}` },
        clientId,
        after: { month, currency, minor, monthDigest: frozen.digest },
      },
    )
  },
)
