import { newId } from '@/lib/ids'
import { overridePortalStep } from '@/services/portal/settings'
import type { UserCaller } from '../cast'
import type { Manufacturer } from '../factories'
import { Plant } from '../plant'

/** Rows of one manufacturer's portal. */
export interface PortalTraces {
  portalOverrideId: string
  subscriberId: string
}

/** A word said by hand and somebody who listens, each with the canary in it. */
export async function leavePortal(
  owner: UserCaller,
  { clientId, processId }: Manufacturer,
  canary: string,
): Promise<PortalTraces> {
  const untilAt = new Date(Date.now() + 86_400_000)
  const said = { clientId, processId, state: 'slow' as const, reason: `${canary} reason`, untilAt }
  const { portalOverrideId } = await overridePortalStep(owner, said)
  const plant = await Plant.open(owner.scope.tenantId, clientId)
  const subscriberId = newId()
  const reader = { email: `${canary}@reader.example`, locale: 'en', severity: 'all', askedAt: new Date() }
  await plant.insert('subscriber', { id: subscriberId, ...reader, confirmedAt: new Date() })
  const notice = { id: newId(), at: new Date(), items: JSON.stringify([{ kind: 'note', body: `${canary} note` }]) }
  await plant.insert('portal_notice', notice)
  await plant.close()
  return { portalOverrideId, subscriberId }
}
