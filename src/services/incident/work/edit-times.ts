import { z } from 'zod'
import { zProse } from '@/domain/incident/schema'
import { editTimes, type TimeEdit } from '@/domain/incident/times'
import { newId, zId } from '@/lib/ids'
import type { MutationContext } from '../../context'
import { audited, mutation, unchanged } from '../../define'
import { subjectOf } from '../store'
import { applyWork, type HeldWork, holdOne } from './store'

const zMoment = (field: string) => z.coerce.date(`${field}: must be an instant`).optional()

const input = z.strictObject({
  incidentId: zId,
  openedAt: zMoment('openedAt'),
  /** null = not known after all */
  impactStartedAt: z.coerce.date('impactStartedAt: must be an instant').nullable().optional(),
  acknowledgedAt: zMoment('acknowledgedAt'),
  resolvedAt: zMoment('resolvedAt'),
  reason: zProse('reason'),
})

async function record(ctx: MutationContext, { id, clientId }: HeldWork, edit: TimeEdit & { reason: string }) {
  const { field, before, after, reason } = edit
  const { tenantId } = ctx.scope
  const moved = { field, beforeAt: before, afterAt: after, reason, author: ctx.actor.name, at: ctx.now }
  await ctx.tx.incidentEdit.create({ data: { tenantId, id: newId(), clientId, incidentId: id, ...moved } })
}

const spoken = (edits: readonly TimeEdit[], side: 'before' | 'after') =>
  Object.fromEntries(edits.map((edit) => [edit.field, edit[side]?.toISOString() ?? null]))

/**
 * Corrects when it began, was taken and ended, with the reason; what was recorded first stays in the record. Clocks of a contract
 * count an edit only where it is stricter, and frozen months keep their figures.
 */
export const editIncidentTimes = mutation(
  { action: 'incident.edit-times', can: 'incident.respond', input },
  async (ctx, { incidentId, reason, ...wanted }) => {
    const incident = await holdOne(ctx, incidentId)
    const edited = editTimes(incident, wanted, ctx.now)
    if (edited.error) throw edited.error
    const { times, edits } = edited
    const { impactStartedAt, openedAt, acknowledgedAt, resolvedAt } = times
    const moved = { impactStartedAt, openedAt, acknowledgedAt, resolvedAt }
    const output = { incidentId, number: incident.number, ...moved }
    if (edits.length === 0) return unchanged(output, 'these are its times already')
    await applyWork(ctx, incident, moved)
    for (const edit of edits) await record(ctx, incident, { ...edit, reason })
    return audited(output, {
      subject: subjectOf(incident),
      clientId: incident.clientId,
      before: spoken(edits, 'before'),
      after: spoken(edits, 'after'),
      reason,
    })
  },
)
