import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { loadReport, moveReport, subjectOf } from './store'

const zLine = (field: string) =>
  z
    .string(`${field}: must be text`)
    .trim()
    .min(1, `${field}: leave empty lines out`)
    .max(500, `${field}: a line has at most 500 characters`)

/** What people say beside the figures; the figures themselves cannot be edited. */
export const editReport = mutation(
  {
    action: 'report.edit',
    can: 'report.release',
    input: z.strictObject({
      reportId: zId,
      version: z.int('version: must be the number that was read').min(1),
      note: z.string('note: must be text').trim().max(4_000, 'note: at most 4000 characters'),
      risks: z.array(zLine('risks')).max(20, 'risks: at most 20'),
      actions: z.array(zLine('actions')).max(20, 'actions: at most 20'),
    }),
  },
  async (ctx, { reportId, version, ...words }) => {
    const report = await loadReport(ctx.sql, reportId, true)
    if (report.status === 'released' || report.status === 'withdrawn')
      throw new AppError('CONFLICT', 'This report is out; it is not changed any more. Corrections come as an addendum.')
    await moveReport(ctx, { id: reportId, version }, { ...words, status: 'in_review', version: version + 1 })
    await ctx.emit('report.changed', { reportId })
    const { note, risks, actions, clientId } = report
    return audited(
      { reportId, version: version + 1 },
      { subject: subjectOf(report), clientId, before: { note, risks, actions }, after: words },
    )
  },
)
