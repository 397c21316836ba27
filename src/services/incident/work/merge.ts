import { z } from 'zod'
import { zProse } from '@/domain/incident/schema'
import { mayMerge } from '@/domain/incident/work'
import { ownClient } from '@/infra/db'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../../define'
import { subjectOf } from '../store'
import { applyWork, holdWork } from './store'

const input = z.strictObject({
  incidentId: zId,
  /** the one that stays */
  intoId: zId,
  reason: zProse('reason'),
})

/** Folds an incident into another of the same client: one list row, one story told, ended together. */
export const mergeIncident = mutation(
  { action: 'incident.merge', can: 'incident.respond', input },
  async (ctx, { incidentId, intoId, reason }) => {
    const [from, into] = await holdWork(ctx, [incidentId, intoId])
    if (!from || !into) throw notFound('incident')
    const refused = mayMerge(from, into)
    if (refused) throw refused
    // What was folded into it moves along: a chain has one link, so no circle can ever be stored.
    const { count } = await ctx.tx.incident.updateMany({
      where: { ...ownClient(ctx), mergedIntoId: from.id },
      data: { mergedIntoId: into.id, version: { increment: 1 } },
    })
    await applyWork(ctx, from, { mergedIntoId: into.id, snoozedUntil: null, snoozeReason: null, snoozedBy: null })
    return audited(
      { incidentId, number: from.number, intoNumber: into.number },
      {
        subject: subjectOf(from),
        clientId: from.clientId,
        before: { mergedInto: null },
        after: { mergedInto: `INC-${into.number}`, movedAlong: count },
        reason,
      },
    )
  },
)
