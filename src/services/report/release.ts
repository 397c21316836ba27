import { z } from 'zod'
import { deliveryDue } from '@/domain/report/due'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { faceOf } from './draft'
import { loadSetting } from './setting'
import { loadReport, moveReport, subjectOf } from './store'

/**
 * Lets a report out: from now on it stands as it is, the client's people read it, and it is mailed when its day comes.
 * @throws AppError CONFLICT when it is out already or somebody wrote meanwhile
 */
export const releaseReport = mutation(
  {
    action: 'report.release',
    can: 'report.release',
    input: z.strictObject({ reportId: zId, version: z.int('version: must be the number that was read').min(1) }),
  },
  async (ctx, { reportId, version }) => {
    const report = await loadReport(ctx.sql, reportId, true)
    const { clientId, status, month, model } = report
    if (status === 'released' || status === 'withdrawn') throw new AppError('CONFLICT', 'This report is out already.')
    const face = JSON.parse(JSON.stringify(await faceOf(ctx, clientId)))
    const told = { status: 'released', version: version + 1, releasedAt: ctx.now, releasedBy: ctx.actor.name }
    await moveReport(ctx, { id: reportId, version }, { ...told, face })
    const { recipients, dayOfMonth } = await loadSetting(ctx.sql, clientId)
    const dueAt = deliveryDue({ month, zone: model.zone, dayOfMonth }, ctx.now)
    const place = { tenantId: ctx.scope.tenantId, clientId, reportId }
    await ctx.tx.reportDelivery.createMany({
      data: recipients.map((to) => ({ ...place, ...to, id: newId(), dueAt, status: 'queued', createdAt: ctx.now })),
      skipDuplicates: true,
    })
    await ctx.emit('report.released', { reportId })
    const data = { id: reportId, month, addendum: report.addendum, digest: report.digest }
    await ctx.emit('webhook.event', { type: 'report.released', clientId, data })
    return audited(
      { reportId, version: version + 1, deliveries: recipients.length },
      {
        subject: subjectOf(report),
        clientId,
        before: { status },
        after: { status: 'released', digest: report.digest },
      },
    )
  },
)

/** Takes a released report back: links and lists no longer show it, mails that wait are not sent. The record stays. */
export const withdrawReport = mutation(
  {
    action: 'report.withdraw',
    can: 'report.release',
    input: z.strictObject({
      reportId: zId,
      reason: z.string('reason: must be text').trim().min(3, 'reason: say why in a few words').max(500),
    }),
  },
  async (ctx, { reportId, reason }) => {
    const report = await loadReport(ctx.sql, reportId, true)
    if (report.status !== 'released') throw new AppError('CONFLICT', 'Only a released report can be withdrawn.')
    const told = { withdrawnAt: ctx.now, withdrawnBy: ctx.actor.name, withdrawnReason: reason }
    await moveReport(ctx, report, { status: 'withdrawn', ...told })
    const where = { tenantId: ctx.scope.tenantId, reportId, status: 'queued' }
    await ctx.tx.reportDelivery.updateMany({ where, data: { status: 'cancelled', detail: reason } })
    return audited(
      { reportId },
      {
        subject: subjectOf(report),
        clientId: report.clientId,
        before: { status: 'released' },
        after: { status: 'withdrawn' },
        reason,
      },
    )
  },
)
