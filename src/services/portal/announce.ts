import { z } from 'zod'
import { decideNotice, type Told, toldOf } from '@/domain/portal/notice'
import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Prisma } from '@/infra/prisma/client'
import { newId, zId } from '@/lib/ids'
import type { Caller } from '../context'
import { mutation, unchanged } from '../define'
import { eraseSubscriber } from '../subscriber/store'
import { loadFrame } from './frame'
import { sealedInto } from './open'
import { loadComponents } from './snapshot'
import { loadUpdates } from './store'
import { announced, loadPortalWindows } from './windows'

/** Sorted keys, so that equal things are equal texts. */
const sameTold = (a: Told, b: Told) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = ({ steps, notes, windows }: Told) => [
  Object.entries(steps).sort(),
  [...notes].sort(),
  Object.entries(windows).sort(),
]

interface Standing {
  told: Told | null
  toldAt: Date | null
  isOpen: boolean
}

/** Holds the portal until commit, so that two workers never tell the same. */
const HOLD = `
SELECT p.told, p.told_at AS "toldAt", (c.portal_public OR p.access <> 'closed') AND c.archived_at IS NULL AS "isOpen"
FROM portal p JOIN client c ON c.tenant_id = p.tenant_id AND c.id = p.client_id
WHERE p.tenant_id = :tenant AND p.client_id = ANY(:clients) AND p.client_id = $1::uuid FOR UPDATE OF p`

/** Compares what one portal shows with what its subscribers know, and writes the difference down as one notice. */
const announcePortal = mutation(
  { action: 'portal.announce', can: 'system', input: z.strictObject({ clientId: zId }) },
  async (ctx, { clientId }) => {
    const { sql, now, tx, scope } = ctx
    const [standing] = await sql<Standing>(HOLD, [clientId])
    if (!standing?.isOpen) return unchanged(null, 'nobody can open the portal')
    const { hiddenProcessIds } = await loadFrame(sql, clientId)
    const tellable = {
      components: await loadComponents(sql, now, hiddenProcessIds),
      updates: await loadUpdates(sql, { hiddenProcessIds, span: null }),
      windows: announced(await loadPortalWindows(sql, clientId, hiddenProcessIds), now),
    }
    const { told, toldAt } = standing
    const decided = told ? decideNotice(told, tellable, { now, toldAt }) : { items: [], told: toldOf(tellable) }
    if (!decided || (told && sameTold(told, decided.told))) return unchanged(null, 'there is no news')
    const { items } = decided
    const data = { told: decided.told as unknown as Prisma.InputJsonObject, ...(items.length > 0 && { toldAt: now }) }
    await tx.portal.updateMany({ where: { tenantId: scope.tenantId, clientId }, data })
    if (items.length === 0) return unchanged(null, 'what is new is nobody’s news')
    const noticeId = newId()
    const notice = { tenantId: scope.tenantId, id: noticeId, clientId, at: now }
    await tx.portalNotice.create({ data: { ...notice, items: items as unknown as Prisma.InputJsonArray } })
    await ctx.emit('portal.notice', { noticeId })
    return unchanged(noticeId, 'the notice is its own record')
  },
)

/** Addresses that never answered go after two days. */
const forgetUnanswered = mutation(
  { action: 'subscriber.forget', can: 'system', input: z.strictObject({ subscriberId: zId }) },
  async (ctx, { subscriberId }) => {
    await eraseSubscriber(ctx, subscriberId)
    return unchanged(null, 'an address nobody confirmed was nobody’s decision')
  },
)

async function attempt(what: { tenant_id: string; client_id: string }, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) =>
    logger.error(
      { err: error, tenantId: what.tenant_id, clientId: what.client_id },
      'a portal could not tell its news',
    ),
  )
}

/** Tells the news of every portal somebody listens to. Safe in several workers; one portal's trouble is no other's. */
export async function announcePortals(callerOf: (tenantId: string) => Caller): Promise<void> {
  const heard = await platformQuery<{ tenant_id: string; client_id: string }>(
    'SELECT DISTINCT tenant_id, client_id FROM subscriber WHERE confirmed_at IS NOT NULL',
  )
  for (const row of heard) {
    const caller = sealedInto(callerOf(row.tenant_id), row.client_id)
    await attempt(row, () => announcePortal(caller, { clientId: row.client_id }))
  }
  const silent = await platformQuery<{ tenant_id: string; client_id: string; id: string }>(
    `SELECT tenant_id, client_id, id FROM subscriber WHERE confirmed_at IS NULL AND asked_at < now() - interval '2 days' LIMIT 500`,
  )
  for (const row of silent) {
    const caller = sealedInto(callerOf(row.tenant_id), row.client_id)
    await attempt(row, () => forgetUnanswered(caller, { subscriberId: row.id }))
  }
}
