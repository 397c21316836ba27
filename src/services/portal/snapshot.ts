import { z } from 'zod'
import { type PortalComponent, type PortalOverall, portalStatus } from '@/domain/portal/status'
import { query } from '../define'
import { loadDays, loadFacts, loadFrame, loadUpdates } from './store'

/** Words for the plant about an incident: what the partner chose to show, nothing else. */
export interface PortalUpdate {
  incidentNumber: number
  phrase: string
  openedAt: Date
  resolvedAt: Date | null
  notes: { at: Date; body: string }[]
}

export interface PortalDay {
  day: string
  succeeded: number
  failed: number
}

/** Everything one portal page shows. */
export interface PortalSnapshot {
  brandName: string
  brandColor: string
  clientName: string
  city: string
  zone: string
  overall: PortalOverall
  components: PortalComponent[]
  updates: PortalUpdate[]
  days: PortalDay[]
  asOf: Date
}

/** The portal of the one client in scope, in one sealed read. */
export const portalSnapshot = query(
  { action: 'portal.snapshot', can: 'portal.read', input: z.strictObject({}) },
  async ({ sql, now }): Promise<PortalSnapshot> => {
    const frame = await loadFrame(sql)
    const { overall, components } = portalStatus(await loadFacts(sql), now)
    return { ...frame, overall, components, updates: await loadUpdates(sql), days: await loadDays(sql, frame.zone), asOf: now }
  },
)
