import { z } from 'zod'
import { zMonth } from '@/domain/month/schema'
import { buildReport } from '@/domain/report/build'
import { sha256 } from '@/lib/crypto'
import { newId, zId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import { loadBrand } from '../brand/resolve'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { collectReport } from './collect'
import { loadSetting } from './setting'
import type { ReportFace } from './store'

/** How the client's things look now. */
export async function faceOf({ sql }: Pick<MutationContext, 'sql'>, clientId: string): Promise<ReportFace> {
  const { name, color, logo } = await loadBrand(sql, clientId)
  return { name, color, logo }
}

/**
 * Writes the report of a frozen month (or of its addendum), once. Held for review where people asked for it.
 * @throws AppError CONFLICT until a checkpoint covers the freeze
 */
export const draftReport = mutation(
  {
    action: 'report.draft',
    can: 'system',
    input: z.strictObject({ clientId: zId, month: zMonth, addendum: z.int().min(0) }),
  },
  async (ctx, key) => {
    const { clientId, month, addendum } = key
    const known = await ctx.tx.report.findFirst({
      where: { tenantId: ctx.scope.tenantId, clientId, month, addendum },
      select: { id: true },
    })
    if (known) return unchanged({ reportId: known.id }, 'it is written already')
    const facts = await collectReport(ctx.sql, key)
    const model = canonicalJson(buildReport(facts))
    const setting = await loadSetting(ctx.sql, clientId)
    const reportId = newId()
    const face = await faceOf(ctx, clientId)
    await ctx.tx.report.create({
      data: {
        ...{ tenantId: ctx.scope.tenantId, id: reportId, clientId, month, addendum },
        ...{ freezeDigest: facts.proof.freezeDigest, model, digest: sha256(model) },
        ...{ face: JSON.parse(JSON.stringify(face)), locale: setting.recipients[0]?.locale ?? setting.locale },
        ...{ status: setting.isHeld ? 'in_review' : 'draft', createdAt: ctx.now },
      },
    })
    await ctx.emit('report.changed', { reportId })
    return audited(
      { reportId },
      {
        subject: { kind: 'report', id: reportId, name: `${facts.client.name} ${month}` },
        clientId,
        after: { month, addendum },
      },
    )
  },
)
