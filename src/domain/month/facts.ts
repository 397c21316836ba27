import type { Span } from '@/lib/span'
import type { PlantCalendar } from '../calendar/schema'
import type { ClockEvent } from '../contract/clock'
import type { MaintenanceSlot } from '../contract/exclusion'
import type { ContractVersion } from '../contract/schema'
import type { Completeness } from '../expectation/replay'
import type { Objective } from '../objective/schema'
import type { Tally } from '../objective/tally'
import type { ConformanceFigures, GapFigures } from './figures'

/** An objective with its settled days. */
export interface ObjectiveFacts {
  objective: Objective
  /** nothing in scope to measure */
  isMisconfigured: boolean
  /** local days of the month, YYYY-MM-DD */
  days: ReadonlyMap<string, Tally>
}

export interface ExpectationFacts {
  id: string
  workflowId: string
  workflowName: string
  siteId: string | null
  /** null: the workflow has no plant, every minute is open */
  calendar: PlantCalendar | null
  completeness: Completeness
  doneTwice: number
  /** within the month */
  downSpans: readonly Span[]
}

export interface IncidentFacts {
  id: string
  number: number
  workflowId: string
  expectationId: string | null
  kind: string
  tier: number
  openedAt: Date
  resolvedAt: Date | null
  occurrences: number
  /** null: every minute is open */
  calendar: PlantCalendar | null
  events: readonly ClockEvent[]
}

export interface SiteFacts {
  id: string
  name: string
  calendar: PlantCalendar
}

/** A window's time with whom it covers. */
export interface WindowFacts extends MaintenanceSlot {
  covers(workflow: { id: string; siteId: string | null }): boolean
}

/** Everything a month's figures are computed from: day rows, ledgers, spans; never runs or events. */
export interface MonthFacts {
  month: string
  zone: string
  versions: readonly ContractVersion[]
  /** first local day on which the contract binds no more */
  contractEndsOn: string | null
  sites: readonly SiteFacts[]
  windows: readonly WindowFacts[]
  objectives: readonly ObjectiveFacts[]
  expectations: readonly ExpectationFacts[]
  incidents: readonly IncidentFacts[]
  conformance: readonly ConformanceFigures[]
  gaps: readonly GapFigures[]
}
