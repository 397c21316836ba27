import { z } from 'zod'
import { zId } from '@/lib/ids'
import { zName } from '../client/schema'

const MAX_STEPS = 10
const MAX_TARGETS = 10
const DAY_MIN = 1_440

/** Who a step calls. `duty`: everybody on duty for the client; `owners`: the partner's owners. */
export const EscalationTarget = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('person'), userId: zId }),
    z.strictObject({ kind: z.literal('rotation'), rotationId: zId }),
    z.strictObject({ kind: z.literal('channel'), channelId: zId }),
    z.strictObject({ kind: z.literal('duty') }),
    z.strictObject({ kind: z.literal('owners') }),
  ],
  { error: 'kind: must be person, rotation, channel, duty or owners' },
)
export type EscalationTarget = z.output<typeof EscalationTarget>

const zMinutes = (field: string, min: number) =>
  z
    .int(`${field}: must be a whole number of minutes`)
    .min(min, `${field}: must be at least ${min}`)
    .max(DAY_MIN, `${field}: must be at most ${DAY_MIN}`)

export const EscalationStep = z.strictObject({
  /** minutes without an answer since the step before; 0 = with it */
  delayMin: zMinutes('delayMin', 0),
  /** the minutes count only while the plant is open, and the step waits until it is */
  isPlantHours: z.boolean(),
  targets: z.array(EscalationTarget).min(1, 'targets: name at least one').max(MAX_TARGETS),
})
export type EscalationStep = z.output<typeof EscalationStep>

export const EscalationPlan = z.strictObject({
  steps: z.array(EscalationStep).min(1, 'steps: add at least one step').max(MAX_STEPS),
  /** rounds after the first */
  repeat: z.int('repeat: must be a whole number').min(0).max(20, 'repeat: must be at most 20'),
  /** minutes after the last step until the next round */
  repeatAfterMin: zMinutes('repeatAfterMin', 1),
  /** a step that reaches nobody gives way to the next at once */
  isEmptySkipped: z.boolean(),
})
export type EscalationPlan = z.output<typeof EscalationPlan>

/** For which incidents: one process, one client, one tier, or all (every field null). */
const scope = {
  clientId: zId.nullable(),
  processId: zId.nullable(),
  tier: z.int('tier: must be 1, 2 or 3').min(1).max(3).nullable(),
}
export const PolicyInput = z
  .strictObject({ name: zName('name'), ...scope, plan: EscalationPlan })
  .refine(({ processId, clientId, tier }) => processId === null || (clientId !== null && tier === null), {
    error: 'processId: needs its client, and no tier',
    path: ['processId'],
  })

/** What holds when nobody made a policy: everybody on duty at once, else the owners. */
export const DEFAULT_PLAN: EscalationPlan = {
  steps: [{ delayMin: 0, isPlantHours: false, targets: [{ kind: 'duty' }] }],
  repeat: 0,
  repeatAfterMin: 30,
  isEmptySkipped: true,
}
