import { DEFAULT_PLAN } from '@/domain/escalation/schema'
import { RotationPlan } from '@/domain/rotation/schema'
import { createPolicy } from '@/services/escalation/policy/save'
import { addOverride } from '@/services/rotation/override'
import { createRotation } from '@/services/rotation/save'
import type { UserCaller } from '../cast'

/** Rows about who is called. */
export interface ResponseTraces {
  rotationId: string
  overrideId: string
  escalationPolicyId: string
}

export const rotationOf = (userId: string, name: string) => ({
  name,
  zone: 'Europe/Berlin',
  plan: RotationPlan.parse({
    cadence: 'daily',
    handoffTime: '08:00',
    firstDay: '2026-01-01',
    memberIds: [userId],
    hours: [],
  }),
})

export const policyOf = (clientId: string, name: string) => ({
  name,
  clientId,
  processId: null,
  tier: null,
  plan: DEFAULT_PLAN,
})

/** A rotation with an override, which are the partner's, and a policy of one manufacturer, each with its canary in its words. */
export async function leaveResponse(
  owner: UserCaller,
  clientId: string,
  canary: { partner: string; client: string },
): Promise<ResponseTraces> {
  const userId = owner.actor.id
  const { rotationId } = await createRotation(owner, { rotation: rotationOf(userId, `${canary.partner} turns`) })
  const span = { fromLocal: '2099-01-06T22:00', toLocal: '2099-01-07T22:00' }
  const { overrideId } = await addOverride(owner, { rotationId, userId, ...span, reason: `${canary.partner} reason` })
  const { policyId } = await createPolicy(owner, { escalationPolicy: policyOf(clientId, `${canary.client} policy`) })
  return { rotationId, overrideId, escalationPolicyId: policyId }
}
