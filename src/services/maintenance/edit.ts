import { z } from 'zod'
import { isOccurrence } from '@/domain/maintenance/occurrences'
import {
  EditReason,
  MaintenancePlan,
  MaintenanceScope,
  MaintenanceTitle,
  MaintenanceWork,
  zLocal,
} from '@/domain/maintenance/schema'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { revise } from './revise'
import { holdMaintenance, type MaintenanceStanding, maintenanceName } from './store'

const zBasedOn = z.int('basedOn: must be the number of the latest revision').min(1)

const EditInput = z.strictObject({
  maintenanceId: zId,
  /** number of the revision this edit was written from */
  basedOn: zBasedOn,
  title: MaintenanceTitle,
  work: MaintenanceWork,
  scope: MaintenanceScope,
  plan: MaintenancePlan,
  reason: EditReason.nullish().transform((reason) => reason ?? null),
})

/** Replaces plan and scope by a new revision. The approval given before does not hold for it. */
export const editMaintenance = mutation(
  { action: 'maintenance.edit', can: 'maintenance.request', input: EditInput },
  async (ctx, { maintenanceId, ...content }) => {
    const held = await holdMaintenance(ctx, maintenanceId)
    const { revision, status } = await revise(ctx, held, content)
    const { title, work, scope, plan, reason } = content
    return audited<MaintenanceStanding>(
      { maintenanceId, number: held.number, revision, status },
      {
        subject: { kind: 'maintenance', id: maintenanceId, name: maintenanceName({ number: held.number, title }) },
        clientId: held.clientId,
        before: {
          title: held.title,
          revision: held.revision,
          status: held.status,
          plan: held.latest.plan,
          scope: held.latest.scope,
        },
        after: { title, revision, status, work, plan, scope },
        ...(reason && { reason }),
      },
    )
  },
)

const OccurrenceInput = z.strictObject({
  maintenanceId: zId,
  basedOn: zBasedOn,
  /** the start that the rule gives, in the plant's wall time */
  occurrence: zLocal,
  /** its new start; null: it does not happen */
  startLocal: zLocal.nullable(),
  reason: EditReason,
})

/** Moves or cancels one occurrence of a window: a new revision, approved anew. */
export const changeOccurrence = mutation(
  { action: 'maintenance.changeOccurrence', can: 'maintenance.request', input: OccurrenceInput },
  async (ctx, { maintenanceId, basedOn, occurrence, startLocal, reason }) => {
    const held = await holdMaintenance(ctx, maintenanceId)
    const { plan, scope, work } = held.latest
    if (!isOccurrence(plan, occurrence))
      throw new AppError('INVALID', `occurrence: this window has none that begins ${occurrence}.`)
    const moves = plan.moves.filter((move) => move.occurrence !== occurrence)
    const cancellations = plan.cancellations.filter((cancelled) => cancelled !== occurrence)
    const changed = {
      ...plan,
      moves: startLocal === null ? moves : [...moves, { occurrence, startLocal }],
      cancellations: startLocal === null ? [...cancellations, occurrence] : cancellations,
    }
    const content = { title: held.title, work, scope, plan: changed, basedOn, reason }
    const { revision, status } = await revise(ctx, held, content)
    return audited<MaintenanceStanding>(
      { maintenanceId, number: held.number, revision, status },
      {
        subject: { kind: 'maintenance', id: maintenanceId, name: maintenanceName(held) },
        clientId: held.clientId,
        before: { revision: held.revision, occurrence },
        after: { revision, startLocal },
        reason,
      },
    )
  },
)
