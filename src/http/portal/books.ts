import type { PortalSnapshot } from '@/domain/portal/snapshot'
import { newId } from '@/lib/ids'
import { type FoundPortal, findPortal, portalCaller } from '@/services/portal/open'
import { portalSnapshot } from '@/services/portal/snapshot'
import type { PortalAddress } from './address'
import { type Held, Remembered } from './remembered'

const found = new Remembered<{ portal: FoundPortal | null }>()
const snapshots = new Remembered<PortalSnapshot>()

const nameOf = ({ tenantId, which }: PortalAddress) => `${tenantId}/${'slug' in which ? which.slug : which.clientId}`

/** Which portal an address means and who may open it, as of a moment ago. */
export async function portalAt(address: PortalAddress, now: number): Promise<FoundPortal | null> {
  const { tenantId, which } = address
  const load = async () => ({ portal: await findPortal(tenantId, which) })
  return (await found.get(nameOf(address), now, load)).value.portal
}

/** What a portal shows; old when it cannot be read. */
export function snapshotOf(portal: FoundPortal, now: number): Promise<Held<PortalSnapshot>> {
  return snapshots.get(portal.clientId, now, () => portalSnapshot(portalCaller(portal, newId()), {}))
}
