import { z } from 'zod'
import { mayAssign } from '@/domain/incident/work'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../../define'
import { subjectOf } from '../store'
import { demandResponder } from './responders'
import { applyWork, holdOne } from './store'

const input = z.strictObject({
  incidentId: zId,
  /** who has it from now on; null = nobody */
  userId: zId.nullable(),
  /** who had it when the caller looked; null or left out = nobody */
  heldByUserId: zId.nullish(),
})

/** Hands an incident to a person, takes it over, or puts it back. Acknowledges nothing: that is the person's own word. */
export const assignIncident = mutation(
  { action: 'incident.assign', can: 'incident.respond', input },
  async (ctx, { incidentId, userId, heldByUserId }) => {
    const incident = await holdOne(ctx, incidentId)
    const { clientId, number, assigneeName } = incident
    const person = userId ? await demandResponder(ctx.sql, userId, { clientId, now: ctx.now }) : null
    const output = { incidentId, number, assigneeUserId: userId, assigneeName: person?.name ?? null }
    if (incident.assigneeUserId === userId) return unchanged(output, 'that person has it already')
    const refused = mayAssign(incident, heldByUserId ?? null)
    if (refused) throw refused
    await applyWork(ctx, incident, { assigneeUserId: userId, assigneeName: output.assigneeName })
    return audited(output, {
      subject: subjectOf(incident),
      clientId,
      before: { assignee: assigneeName },
      after: { assignee: output.assigneeName },
    })
  },
)
