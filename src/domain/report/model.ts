import type { CreditFigures, MonthFigures, PromiseFigures, ServiceFigures } from '@/domain/month/figures'
import type { ObjectiveForm } from '@/domain/objective/schema'

/**
 * Where a printed number comes from. Paths name values of the frozen text (`objectives/<id>/good`); `*` stands for any name.
 * `share` is floored ppm, `median` the middle value (the lower of two), `restore` the median from opening to resolution.
 */
export type FigureSource =
  | { kind: 'frozen'; path: string }
  | { kind: 'sum'; paths: string[] }
  | { kind: 'share'; of: string[]; base: string[] }
  | { kind: 'median'; path: string }
  | { kind: 'restore' }
  | { kind: 'count'; of: 'changes' | 'incidents' }

/** A number as it is printed, under the name by which it can be opened again. */
export interface ReportFigure {
  /** F-014 */
  id: string
  value: number | null
  source: FigureSource
  /** the console's page with the rows behind it */
  href: string
}

/** A number's name; the number itself stands in `ReportModel.figures`. */
export type FigureId = string

export interface PromiseLine extends Pick<PromiseFigures, 'targetPpm' | 'verdict' | 'allowedBad' | 'wilson'> {
  objectiveId: string
  name: string
  form: ObjectiveForm
  version: number
  from: string
  to: string
  ppm: FigureId
  good: FigureId
  eligible: FigureId
  bad: FigureId
  excluded: FigureId
}

/** A promise day by day; null where the day rows no longer add up to what was frozen. */
export interface PromiseDays {
  objectiveId: string
  name: string
  targetPpm: number
  days: { day: string; eligible: number; good: number; excludedMaintenance: boolean }[]
}

export interface ReportIncident {
  number: number
  title: string
  kind: string
  openedAt: string
  resolvedAt: string | null
  cause: string | null
  clientNote: string | null
  response: { elapsed: FigureId; limitMs: number; isBreached: boolean } | null
  resolve: { elapsed: FigureId; limitMs: number; isBreached: boolean } | null
}

export interface ReportLedgerLine {
  name: string
  expected: FigureId
  met: FigureId
  late: FigureId
  missed: FigureId
  excused: FigureId
  downMs: FigureId
}

export interface ReportRunLine {
  name: string
  approved: FigureId
  emergency: FigureId
  unapproved: FigureId
  manual: FigureId
}

export interface ReportChange {
  number: number
  title: string
  workflow: string
  status: string
  isEmergency: boolean
  requestedBy: string
  approvals: { name: string; decision: string; at: string }[]
  decidedAt: string | null
  provedAt: string | null
}

export interface ReportFinding {
  kind: string
  severity: string
  subject: string
  openedAt: string
  /** as of the freeze */
  status: 'open' | 'waived' | 'cleared'
  waiver: { reason: string; by: string; expiresAt: string } | null
}

export const KPI_KEYS = [
  'runs',
  'onTimePpm',
  'ackMs',
  'restoreMs',
  'incidents',
  'downMs',
  'manual',
  'unapproved',
  'changes',
] as const
export type KpiKey = (typeof KPI_KEYS)[number]

export interface ReportProof {
  freezeDigest: string
  inputsDigest: string
  frozenBy: string
  frozenAt: string
  checkpoint: { number: number; size: number; root: string; digest: string; at: string; key: string; signature: string }
}

export interface ReportAddendum {
  number: number
  reason: string
  addedBy: string
  addedAt: string
  digest: string
  changes: { id: string; before: string; after: string }[]
  /** how many there are in all; the list above is cut */
  total: number
}

/** What can be said about what may go wrong, from the figures alone. */
export type Risk =
  | { kind: 'missed'; name: string; figure: FigureId }
  | { kind: 'unproven'; name: string; figure: FigureId }
  | { kind: 'budget'; name: string; figure: FigureId }
  | { kind: 'open_finding'; subject: string; finding: string }
  | { kind: 'waiver_ends'; subject: string; at: string }
  | { kind: 'unapproved'; name: string; figure: FigureId }
  | { kind: 'open_incident'; number: number; title: string }
  | { kind: 'gap'; runs: number }

/** A client's frozen month as it is told; the same for paper, screen, CSV and JSON, in every language. */
export interface ReportModel {
  format: 'month-report/1'
  client: string
  partner: string
  month: string
  zone: string
  from: string
  to: string
  sites: { name: string; zone: string; openMinutes: FigureId }[]
  contractVersions: number[]
  /** 0 = as frozen, else the number of the addendum it includes */
  addendum: number
  promises: PromiseLine[]
  days: PromiseDays[]
  incidents: ReportIncident[]
  ledger: ReportLedgerLine[]
  /** workflows of which any run was not simply approved */
  runs: ReportRunLine[]
  /** the others together */
  calmRuns: { workflows: number; approved: FigureId }
  changes: ReportChange[]
  findings: ReportFinding[]
  maintenance: { outMinutes: FigureId; refused: ServiceFigures['maintenance']['refused'] }
  credits: (Pick<CreditFigures, 'currency' | 'isCapped'> & { minor: FigureId }) | null
  kpis: { key: KpiKey; figure: FigureId }[]
  gaps: number
  risks: Risk[]
  proof: ReportProof
  addenda: ReportAddendum[]
  figures: ReportFigure[]
}

/** What the model is built from beside the frozen figures. */
export interface ReportFacts {
  client: { name: string; slug: string }
  partner: string
  figures: MonthFigures
  addendum: number
  /** objective id → local day → counts, as they stand now */
  days: ReadonlyMap<string, readonly { day: string; eligible: number; good: number; maintenance: number }[]>
  incidents: ReadonlyMap<string, { title: string; cause: string | null; clientNote: string | null }>
  changes: readonly ReportChange[]
  findings: readonly ReportFinding[]
  proof: ReportProof
  addenda: readonly ReportAddendum[]
}

/** What people write on top of the figures, until the release. */
export interface ReportWords {
  note: string
  risks: string[]
  actions: string[]
}
