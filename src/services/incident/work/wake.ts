import { z } from 'zod'
import { isAwake } from '@/domain/incident/work'
import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { zId } from '@/lib/ids'
import type { Caller, MutationContext } from '../../context'
import { audited, mutation, unchanged } from '../../define'
import { rouseEscalation } from '../../escalation/rouse'
import { subjectOf } from '../store'
import { applyWork, type HeldWork, holdOne } from './store'

const BATCH = 100
const input = z.strictObject({ incidentId: zId })
const AWAKE = { snoozedUntil: null, snoozeReason: null, snoozedBy: null }

async function wake(ctx: MutationContext, incident: HeldWork) {
  await applyWork(ctx, incident, AWAKE)
  if (incident.snoozedUntil) await rouseEscalation(ctx, incident.id, incident.snoozedUntil)
  return audited(
    { incidentId: incident.id, number: incident.number, snoozedUntil: null },
    {
      subject: subjectOf(incident),
      clientId: incident.clientId,
      before: { snoozedUntil: incident.snoozedUntil },
      after: { snoozedUntil: null },
    },
  )
}

/** Somebody ends the sleep early: paging goes on. */
export const wakeIncident = mutation(
  { action: 'incident.wake', can: 'incident.respond', input },
  async (ctx, given) => {
    const incident = await holdOne(ctx, given.incidentId)
    const output = { incidentId: incident.id, number: incident.number, snoozedUntil: null }
    return incident.snoozedUntil ? wake(ctx, incident) : unchanged(output, 'it does not sleep')
  },
)

/** The time is over; a sleep that was made longer meanwhile goes on. */
const endSnooze = mutation({ action: 'incident.snoozeOver', can: 'system', input }, async (ctx, given) => {
  const incident = await holdOne(ctx, given.incidentId)
  const output = { incidentId: incident.id, number: incident.number, snoozedUntil: null }
  if (!incident.snoozedUntil || !isAwake(incident, ctx.now)) return unchanged(output, 'its sleep is not over')
  return wake(ctx, incident)
})

/** Wakes every incident whose time is over, for all partners; safe beside other workers. Returns how many were looked at. */
export async function wakeIncidents(callerOf: (tenantId: string) => Caller): Promise<number> {
  const due = await platformQuery<{ tenant_id: string; id: string }>(
    `SELECT tenant_id, id FROM incident WHERE snoozed_until <= now() ORDER BY snoozed_until LIMIT ${BATCH}`,
  )
  for (const { tenant_id, id } of due)
    await endSnooze(callerOf(tenant_id), { incidentId: id }).catch((error: unknown) =>
      logger.error({ err: error, incidentId: id }, 'an incident could not be woken; it stays due'),
    )
  return due.length
}
