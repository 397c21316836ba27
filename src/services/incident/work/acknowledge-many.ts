import { z } from 'zod'
import { zId } from '@/lib/ids'
import type { AuditFact } from '../../audit/append'
import { audited, mutation, unchanged } from '../../define'
import { takeHeld } from '../acknowledge'
import { holdIncident } from '../store'

const AT_ONCE = 50

/** What became of one of several. */
export interface TakenIncident {
  incidentId: string
  number: number
  isTaken: boolean
  /** why not; null when it was taken */
  problem: string | null
}

const input = z.strictObject({
  incidentIds: z
    .array(zId)
    .min(1, 'incidentIds: name at least one')
    .max(AT_ONCE, `incidentIds: name at most ${AT_ONCE}`),
})

/** Takes several incidents; what somebody else took or ended meanwhile is said one by one, and hinders none of the others. */
export const acknowledgeIncidents = mutation(
  { action: 'incident.acknowledge-many', can: 'incident.respond', input },
  async (ctx, { incidentIds }) => {
    const results: TakenIncident[] = []
    const facts: AuditFact[] = []
    // Always in the same order: two people with overlapping selections never wait for each other.
    for (const incidentId of [...new Set(incidentIds)].sort()) {
      const incident = await holdIncident(ctx, incidentId)
      const taken = await takeHeld(ctx, incident)
      const problem = taken.error?.message ?? null
      results.push({ incidentId, number: incident.number, isTaken: problem === null, problem })
      if (!taken.error && taken.fact) facts.push(taken.fact)
    }
    const [first, ...others] = facts
    return first ? audited({ results }, first, ...others) : unchanged({ results }, 'nothing was free to take')
  },
)
