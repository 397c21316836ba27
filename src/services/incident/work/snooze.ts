import { z } from 'zod'
import { zProse } from '@/domain/incident/schema'
import { maySnooze } from '@/domain/incident/work'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../../define'
import { subjectOf } from '../store'
import { applyWork, holdOne } from './store'

const input = z.strictObject({
  incidentId: zId,
  until: z.coerce.date('until: must be an instant'),
  reason: zProse('reason'),
})

/** Nobody is paged for it until then. It stays in every list, and says who decided so and why. */
export const snoozeIncident = mutation(
  { action: 'incident.snooze', can: 'incident.respond', input },
  async (ctx, { incidentId, until, reason }) => {
    const incident = await holdOne(ctx, incidentId)
    const refused = maySnooze(incident, until, ctx.now)
    if (refused) throw refused
    await applyWork(ctx, incident, { snoozedUntil: until, snoozeReason: reason, snoozedBy: ctx.actor.name })
    return audited(
      { incidentId, number: incident.number, snoozedUntil: until },
      {
        subject: subjectOf(incident),
        clientId: incident.clientId,
        before: { snoozedUntil: incident.snoozedUntil },
        after: { snoozedUntil: until },
        reason,
      },
    )
  },
)
