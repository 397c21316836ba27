/** Why the clocks of an incident may stand still. Closed: a contract names those it accepts. */
export const PAUSE_REASONS = [
  'waiting_for_client',
  'waiting_for_vendor',
  'agreed_with_client',
  'plant_closed',
  'outside_control',
] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

/** Below `below` (raw ppm, exclusive) `pct` percent of the fee come back. */
export interface CreditTier {
  below: number
  pct: number
}

/** An objective as this contract promises it. The objective's own row may move on; the promise stays. */
export interface TermObjective {
  objectiveId: string
  targetPpm: number
  /** the part of the monthly fee that stands for it */
  sharePpm: number
  /** null = the contract's own tiers */
  creditTiers: CreditTier[] | null
}

/** Seconds of plant business time (or of all time); null = not promised. */
export interface ClockTerms {
  tier: number
  responseS: number | null
  updateS: number | null
  resolveS: number | null
}

/** Everything a client was promised, as data. Money in minor units, ratios in ppm. */
export interface ContractTerms {
  currency: string
  /** per calendar month */
  feeMinor: number
  /** decimals of a printed percentage, 0..4; decides nothing */
  digits: number
  objectives: TermObjective[]
  clocks: {
    time: 'plant' | 'always'
    /** a clock is at risk from this share of its limit on */
    atRiskPct: number
    tiers: ClockTerms[]
  }
  maintenance: {
    /** does maintenance count out (excluded), or in like any other time */
    counts: 'out' | 'in'
    /** only windows asked for at least so long before they begin */
    noticeHours: number
    /** per calendar month; null = no cap */
    monthlyCapMinutes: number | null
  }
  pauses: {
    /** does time with paused monitoring count out, or in */
    counts: 'out' | 'in'
    /** reasons that stop an incident's update and resolve clocks */
    reasons: PauseReason[]
  }
  creditTiers: CreditTier[]
  /** all credits of a month together, in percent of its fee */
  capPct: number
  /** a credit is to be claimed within so many days after the month's end */
  claimDays: number
}

/** In force from the start of a local day until the next version is. Never changed. */
export interface ContractVersion {
  number: number
  /** YYYY-MM-DD, local to the contract's zone */
  effectiveFrom: string
  terms: ContractTerms
}
