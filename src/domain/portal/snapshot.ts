import type { ResolvedBrand } from '../brand/resolved'
import type { Verdict } from '../objective/attain'
import type { ObjectiveForm } from '../objective/schema'
import type { PortalComponent, PortalOverall } from './status'
import type { StepDays } from './step-days'

/** Words for the plant about an incident: what the partner chose to show, nothing else. */
export interface PortalUpdate {
  incidentNumber: number
  /** the step it stands on; null: on none */
  slug: string | null
  phrase: string
  /** the automation behind it, by its name */
  workflow: string
  /** a person has taken it */
  isTaken: boolean
  openedAt: Date
  resolvedAt: Date | null
  /** client notes, newest first */
  notes: { id: string; at: Date; body: string }[]
}

/** A promise of the contract in its present window. */
export interface PortalPromise {
  name: string
  form: ObjectiveForm
  targetPpm: number
  ppm: number | null
  n: number
  bad: number
  /** units that may still go wrong; negative: so many too many */
  remaining: number
  verdict: Verdict
  fromDay: string
}

/** Work that is approved and announced: it runs, or comes. */
export interface PortalMaintenance {
  title: string
  work: string
  from: Date
  to: Date
}

/** A question that waits for a decision. */
export interface PortalApproval {
  path: string
  title: string
  until: Date
}

export interface PortalReport {
  title: string
  month: string
  url: string
}

/** Everything one portal page shows. */
export interface PortalSnapshot {
  brand: ResolvedBrand
  clientName: string
  city: string
  zone: string
  overall: PortalOverall
  components: PortalComponent[]
  updates: PortalUpdate[]
  promises: PortalPromise[]
  maintenance: PortalMaintenance[]
  days: StepDays[]
  reports: PortalReport[]
  /** shown to members only */
  approvals: PortalApproval[]
  /** months that have a page of their own, newest first */
  months: string[]
  /** when this was read */
  asOf: Date
  /** since when the automatic states have not been looked at; null: they are fresh */
  quietSince: Date | null
}
