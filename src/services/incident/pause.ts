import { z } from 'zod'
import { PAUSE_REASONS } from '@/domain/contract/schema'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { loadClocks } from '../contract/clocks'
import { audited, mutation, unchanged } from '../define'
import { holdIncident, subjectOf } from './store'

const input = z.strictObject({
  incidentId: zId,
  reason: z.enum(PAUSE_REASONS, `reason: must be one of ${PAUSE_REASONS.join(', ')}`),
  note: z
    .string('note: must be text')
    .trim()
    .max(1_000, 'note: must have at most 1000 characters')
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, 'note: must not contain control characters')
    .nullish()
    .transform((note) => note || null),
})

/** Stops an incident's update and resolve clocks for a reason that its contract accepts. The response clock never stops. */
export const pauseIncident = mutation(
  { action: 'incident.pause', can: 'incident.respond', input },
  async (ctx, { incidentId, reason, note }) => {
    const incident = await holdIncident(ctx, incidentId)
    if (incident.status === 'resolved')
      throw new AppError('CONFLICT', 'This incident is resolved: its clocks have stopped for good.')
    const promised = (await loadClocks(ctx.sql, [incidentId], ctx.now)).get(incidentId)
    if (!promised)
      throw new AppError('CONFLICT', 'No contract has clocks for this incident: there is nothing to pause.')
    if (!promised.reasons.includes(reason))
      throw new AppError(
        'CONFLICT',
        `${promised.contract.name}, version ${promised.contract.version}, does not accept the reason ${reason}. It accepts: ${promised.reasons.join(', ') || 'none'}.`,
      )
    const output = { incidentId, number: incident.number, isPaused: true }
    if (promised.paused?.reason === reason) return unchanged(output, 'paused for this reason already')
    const { tenantId } = ctx.scope
    const { clientId } = incident
    await ctx.tx.incidentPause.create({
      data: { tenantId, id: newId(), clientId, incidentId, reason, note, author: ctx.actor.name, at: ctx.now },
    })
    return audited(output, {
      subject: subjectOf(incident),
      clientId,
      before: { paused: promised.paused?.reason ?? null },
      after: { paused: reason },
      ...(note && { reason: note }),
    })
  },
)
