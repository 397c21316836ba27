import type { PortalComponent, PortalOverall } from './status'

/** Words for the plant about an incident: what the partner chose to show, nothing else. */
export interface PortalUpdate {
  incidentNumber: number
  phrase: string
  /** the automation behind it, by its name */
  workflow: string
  /** a person has taken it */
  isTaken: boolean
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
