import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../../define'
import { subjectOf } from '../store'
import { applyWork, holdOne } from './store'

/** Takes an incident out of the one it was merged into: it stands in the list again, as it was. */
export const unmergeIncident = mutation(
  { action: 'incident.unmerge', can: 'incident.respond', input: z.strictObject({ incidentId: zId }) },
  async (ctx, { incidentId }) => {
    const incident = await holdOne(ctx, incidentId)
    const { number, clientId, mergedIntoId } = incident
    if (!mergedIntoId) throw new AppError('CONFLICT', `INC-${number} is not merged into another incident.`)
    const [into] = await ctx.sql<{ number: number }>(
      'SELECT i.number FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = $1::uuid',
      [mergedIntoId],
    )
    await applyWork(ctx, incident, { mergedIntoId: null })
    return audited(
      { incidentId, number },
      {
        subject: subjectOf(incident),
        clientId,
        before: { mergedInto: into ? `INC-${into.number}` : mergedIntoId },
        after: { mergedInto: null },
      },
    )
  },
)
