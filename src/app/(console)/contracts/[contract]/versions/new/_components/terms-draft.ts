import type { ContractTerms, PauseReason } from '@/domain/contract/schema'
import { minorDigits } from '../../../../_components/words'

/** What is typed, as text; numbers are read when it is sent or compared. */
export interface TermsDraft {
  currency: string
  /** in units of the currency */
  fee: string
  digits: string
  objectives: { objectiveId: string; target: string; share: string; creditTiers: ContractTerms['creditTiers'] | null }[]
  time: 'plant' | 'always'
  atRisk: string
  /** minutes by tier 1, 2, 3 */
  tiers: { response: string; update: string; resolve: string }[]
  maintenance: 'out' | 'in'
  notice: string
  monthlyCap: string
  pauses: 'out' | 'in'
  reasons: PauseReason[]
  creditTiers: { below: string; pct: string }[]
  cap: string
  claimDays: string
}

const NO_CLOCKS = { response: '', update: '', resolve: '' }

/** A usual beginning: clocks by tier, maintenance with two days of notice, two steps of credit. */
export const EMPTY_TERMS: TermsDraft = {
  currency: 'EUR',
  fee: '',
  digits: '2',
  objectives: [],
  time: 'plant',
  atRisk: '75',
  tiers: [{ response: '15', update: '60', resolve: '240' }, { response: '60', update: '', resolve: '480' }, NO_CLOCKS],
  maintenance: 'out',
  notice: '48',
  monthlyCap: '480',
  pauses: 'in',
  reasons: ['waiting_for_client', 'agreed_with_client'],
  creditTiers: [
    { below: '99', pct: '10' },
    { below: '95', pct: '25' },
  ],
  cap: '30',
  claimDays: '30',
}

const percentOf = (ppm: number) => String(ppm / 10_000)
const minutesOf = (seconds: number | null | undefined) => (seconds ? String(seconds / 60) : '')

export function draftOfTerms(terms: ContractTerms): TermsDraft {
  const { clocks, maintenance, pauses } = terms
  return {
    currency: terms.currency,
    fee: String(terms.feeMinor / 10 ** minorDigits(terms.currency)),
    digits: String(terms.digits),
    objectives: terms.objectives.map(({ objectiveId, targetPpm, sharePpm, creditTiers }) => ({
      ...{ objectiveId, creditTiers },
      target: percentOf(targetPpm),
      share: percentOf(sharePpm),
    })),
    time: clocks.time,
    atRisk: String(clocks.atRiskPct),
    tiers: [1, 2, 3].map((tier) => {
      const limits = clocks.tiers.find((each) => each.tier === tier)
      const { responseS, updateS, resolveS } = limits ?? {}
      return { response: minutesOf(responseS), update: minutesOf(updateS), resolve: minutesOf(resolveS) }
    }),
    maintenance: maintenance.counts,
    notice: String(maintenance.noticeHours),
    monthlyCap: maintenance.monthlyCapMinutes === null ? '' : String(maintenance.monthlyCapMinutes),
    pauses: pauses.counts,
    reasons: [...pauses.reasons],
    creditTiers: terms.creditTiers.map(({ below, pct }) => ({ below: percentOf(below), pct: String(pct) })),
    cap: String(terms.capPct),
    claimDays: String(terms.claimDays),
  }
}

/** NaN stays NaN: the whole is then not complete. A point or a comma. */
function numberOf(text: string, factor = 1): number {
  return text.trim() === '' ? Number.NaN : Math.round(Number(text.trim().replace(',', '.')) * factor)
}

const limitOf = (text: string) => (text.trim() === '' ? null : numberOf(text, 60))

function hasNaN(value: unknown): boolean {
  if (typeof value === 'number') return Number.isNaN(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNaN)
}

/** The terms as the verb takes them; null while a field is not a number yet. */
export function termsOfDraft(draft: TermsDraft): ContractTerms | null {
  const terms: ContractTerms = {
    currency: draft.currency,
    feeMinor: numberOf(draft.fee, 10 ** minorDigits(draft.currency)),
    digits: numberOf(draft.digits),
    objectives: draft.objectives.map(({ objectiveId, target, share, creditTiers }) => ({
      ...{ objectiveId, creditTiers },
      targetPpm: numberOf(target, 10_000),
      sharePpm: numberOf(share, 10_000),
    })),
    clocks: {
      time: draft.time,
      atRiskPct: numberOf(draft.atRisk),
      tiers: draft.tiers
        .map(({ response, update, resolve }, index) => ({
          tier: index + 1,
          responseS: limitOf(response),
          updateS: limitOf(update),
          resolveS: limitOf(resolve),
        }))
        .filter(({ responseS, updateS, resolveS }) => responseS !== null || updateS !== null || resolveS !== null),
    },
    maintenance: {
      counts: draft.maintenance,
      noticeHours: numberOf(draft.notice),
      monthlyCapMinutes: draft.monthlyCap.trim() === '' ? null : numberOf(draft.monthlyCap),
    },
    pauses: { counts: draft.pauses, reasons: draft.reasons },
    creditTiers: draft.creditTiers.map(({ below, pct }) => ({ below: numberOf(below, 10_000), pct: numberOf(pct) })),
    capPct: numberOf(draft.cap),
    claimDays: numberOf(draft.claimDays),
  }
  return hasNaN(terms) ? null : terms
}
