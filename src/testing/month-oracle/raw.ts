/**
 * The file as JSON, read with nothing of the product: docs/months.md is the only thing both sides share. What a file leaves out
 * has the default that the page names.
 */
export interface RawMonth {
  month: string
  site: { zone: string; calendar: { versions: RawVersion[] } | null }
  setUpAt?: string
  workflows: { key: string; tier?: number; process?: string }[]
  expectations?: { key: string; workflow: string; rule: RawRule }[]
  objectives?: RawObjective[]
  contract?: { versions: { effectiveFrom: string; terms: RawTerms }[] } | null
  maintenance?: RawWindow[]
  events?: RawEvent[]
  actions?: { at: string; do: string; expectation?: string }[]
}

interface RawVersion {
  effectiveFrom: string
  rules: RawRules | null
}

export interface RawRules {
  shifts: { name: string; days: number[]; from: string; to: string; weeks?: number[] }[]
  rotation?: { weeks: number; anchor: string } | null
  holidays?: { date: string }[]
  shutdowns?: { from: string; to: string }[]
  exceptions?: { kind: 'open' | 'closed'; date: string; from: string; to: string }[]
  dayOff?: 'shifts' | 'day'
}

export interface RawRule {
  kind: string
  cron?: string
  intervalS?: number
  zone: string
  graceS: number
  maxDurationS?: number | null
  calendar?: string
}

export interface RawObjective {
  key: string
  form: 'occurrences' | 'obligations' | 'timeslices'
  scope: { kind: string; key?: string }
  targetPpm: number
  calendar?: string
  sliceS?: number
  maxDurationMs?: number | null
}

export interface RawTerms {
  currency: string
  feeMinor: number
  objectives: { objective: string; targetPpm: number; sharePpm?: number; creditTiers?: RawTier[] | null }[]
  maintenance?: { counts: string; noticeHours?: number; monthlyCapMinutes?: number | null }
  pauses?: { counts: string }
  creditTiers?: RawTier[]
  capPct?: number
}

export interface RawTier {
  below: number
  pct: number
}

export interface RawWindow {
  key: string
  scope: { kind: string; workflows?: string[] }
  startLocal: string
  durationS: number
  rrule?: string | null
  requestedAt: string
  approvedAt: string | null
  moves?: { occurrence: string; to: string; requestedAt: string; approvedAt: string | null }[]
  cancellations?: { occurrence: string; requestedAt: string; approvedAt: string | null }[]
}

export type RawEvent = Record<string, unknown>
