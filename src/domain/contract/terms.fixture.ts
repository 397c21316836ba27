import { dayStart } from '@/domain/calendar/day'
import type { ContractTerms, ContractVersion } from './schema'
import { type SegmentSpan, segmentSpans, segmentsOf } from './segment'

/** Plain terms for tests: 4,800.00 EUR, credits 10 % below 99 % and 25 % below 95 %. */
export const TERMS: ContractTerms = {
  currency: 'EUR',
  feeMinor: 480_000,
  digits: 2,
  objectives: [{ objectiveId: 'a', targetPpm: 990_000, sharePpm: 1_000_000, creditTiers: null }],
  clocks: { time: 'plant', atRiskPct: 75, tiers: [] },
  maintenance: { counts: 'out', noticeHours: 48, monthlyCapMinutes: 480 },
  pauses: { counts: 'out', reasons: ['waiting_for_client'] },
  creditTiers: [
    { below: 990_000, pct: 10 },
    { below: 950_000, pct: 25 },
  ],
  capPct: 30,
  claimDays: 30,
}

/** A version with some terms changed. */
export function versionOf(number: number, effectiveFrom: string, terms: Partial<ContractTerms> = {}): ContractVersion {
  return { number, effectiveFrom, terms: { ...TERMS, ...terms } }
}

/** The segments of a month as instants. */
export function spansOf(versions: readonly ContractVersion[], month: string, zone: string): SegmentSpan[] {
  return segmentSpans(segmentsOf(versions, month), (day) => dayStart(zone, day))
}
