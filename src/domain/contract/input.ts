import { z } from 'zod'
import { zZone } from '@/domain/expectation/schema'
import { zId } from '@/lib/ids'
import { PAUSE_REASONS } from './schema'

const MINUTE_S = 60
const MONTH_S = 31 * 86_400
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

const zTier = z.strictObject({
  below: z
    .int('creditTiers.below: must be a whole number of parts per million')
    .min(1, 'creditTiers.below: must be at least 1')
    .max(1_000_000, 'creditTiers.below: must be at most 1000000 (100 %)'),
  pct: z
    .int('creditTiers.pct: must be a whole percentage')
    .min(1, 'creditTiers.pct: must be at least 1')
    .max(100, 'creditTiers.pct: must be at most 100'),
})

const zTiers = z
  .array(zTier)
  .max(10, 'creditTiers: must have at most 10 steps')
  .refine(
    (tiers) =>
      tiers.every((tier, index) => {
        const before = tiers[index - 1]
        return before === undefined || (tier.below < before.below && tier.pct > before.pct)
      }),
    'creditTiers: each step must lie below the one before it and give back more',
  )

const zPromise = z.strictObject({
  objectiveId: zId,
  targetPpm: z
    .int('targetPpm: must be a whole number of parts per million')
    .min(500_000, 'targetPpm: must be at least 500000 (50 %)')
    .max(1_000_000, 'targetPpm: must be at most 1000000 (100 %)'),
  sharePpm: z
    .int('sharePpm: must be a whole number of parts per million')
    .min(1, 'sharePpm: must be at least 1')
    .max(1_000_000, 'sharePpm: must be at most 1000000, the whole fee')
    .default(1_000_000),
  creditTiers: zTiers.nullish().transform((tiers) => tiers ?? null),
})

const zLimit = (name: string) =>
  z
    .int(`${name}: must be a whole number of seconds`)
    .min(MINUTE_S, `${name}: must be at least 60 seconds`)
    .max(MONTH_S, `${name}: must be at most 31 days`)
    .nullish()
    .transform((value) => value ?? null)

const zClocks = z.strictObject({
  time: z.enum(['plant', 'always'], 'clocks.time: must be plant or always').default('plant'),
  atRiskPct: z
    .int('clocks.atRiskPct: must be a whole percentage')
    .min(1, 'clocks.atRiskPct: must be at least 1')
    .max(99, 'clocks.atRiskPct: must be at most 99')
    .default(75),
  tiers: z
    .array(
      z
        .strictObject({
          tier: z.int().min(1, 'clocks.tiers.tier: must be 1, 2 or 3').max(3, 'clocks.tiers.tier: must be 1, 2 or 3'),
          responseS: zLimit('responseS'),
          updateS: zLimit('updateS'),
          resolveS: zLimit('resolveS'),
        })
        .refine(({ responseS, resolveS }) => responseS === null || resolveS === null || responseS <= resolveS, {
          error: 'resolveS: must not be shorter than responseS',
          path: ['resolveS'],
        }),
    )
    .max(3, 'clocks.tiers: there are three tiers')
    .refine(
      (tiers) => new Set(tiers.map(({ tier }) => tier)).size === tiers.length,
      'clocks.tiers: must name a tier once',
    ),
})

/** The promises of a contract as they can be written. Throws on what no month could be judged by. */
export const ContractTermsInput = z
  .strictObject({
    currency: z.string().refine((code) => CURRENCIES.has(code), 'currency: must be an ISO 4217 code, e.g. EUR or USD'),
    feeMinor: z
      .int('feeMinor: must be a whole number of minor units (cents)')
      .min(0, 'feeMinor: must not be negative')
      .max(100_000_000_000, 'feeMinor: is too large'),
    digits: z.int().min(0, 'digits: must be 0 to 4').max(4, 'digits: must be 0 to 4').default(2),
    objectives: z
      .array(zPromise)
      .max(50, 'objectives: must be at most 50')
      .refine(
        (all) => new Set(all.map(({ objectiveId }) => objectiveId)).size === all.length,
        'objectives: must name each objective once',
      ),
    clocks: zClocks,
    maintenance: z.strictObject({
      counts: z.enum(['out', 'in'], 'maintenance.counts: must be out or in').default('out'),
      noticeHours: z
        .int('maintenance.noticeHours: must be whole hours')
        .min(0, 'maintenance.noticeHours: must not be negative')
        .max(24 * 90, 'maintenance.noticeHours: must be at most 2160 (90 days)'),
      monthlyCapMinutes: z
        .int('maintenance.monthlyCapMinutes: must be whole minutes')
        .min(0, 'maintenance.monthlyCapMinutes: must not be negative')
        .max(31 * 1440, 'maintenance.monthlyCapMinutes: must be at most a month (44640)')
        .nullish()
        .transform((value) => value ?? null),
    }),
    pauses: z.strictObject({
      counts: z.enum(['out', 'in'], 'pauses.counts: must be out or in').default('in'),
      reasons: z
        .array(z.enum(PAUSE_REASONS, `pauses.reasons: must be of ${PAUSE_REASONS.join(', ')}`))
        .refine((reasons) => new Set(reasons).size === reasons.length, 'pauses.reasons: must name a reason once'),
    }),
    creditTiers: zTiers,
    capPct: z.int().min(0, 'capPct: must be 0 to 100').max(100, 'capPct: must be 0 to 100').default(100),
    claimDays: z.int().min(0, 'claimDays: must not be negative').max(366, 'claimDays: must be at most 366').default(30),
  })
  .superRefine((terms, issues) => {
    terms.objectives.forEach(({ targetPpm, creditTiers }, index) => {
      const first = (creditTiers ?? terms.creditTiers)[0]
      if (first && first.below > targetPpm)
        issues.addIssue({
          code: 'custom',
          path: ['objectives', index, 'targetPpm'],
          message: `objectives: a credit below ${first.below} would be due although the target ${targetPpm} is met; lower the step or raise the target`,
        })
    })
  })

/** A local date that exists. */
export const zLocalDate = (field: string) =>
  z.iso.date(`${field}: must be a date, e.g. 2026-12-01`).refine((day) => day >= '2000', `${field}: must be after 1999`)

const zContractName = z
  .string('name: must be text')
  .trim()
  .min(1, 'name: must not be empty')
  .max(200, 'name: must have at most 200 characters')
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'name: must not contain control characters')

export const ContractInput = z.strictObject({ clientId: zId, name: zContractName, zone: zZone })

/** One more version. `note` says why, for whoever reads the history. */
export const ContractVersionInput = z.strictObject({
  contractId: zId,
  effectiveFrom: zLocalDate('effectiveFrom'),
  terms: ContractTermsInput,
  note: z
    .string('note: must be text')
    .trim()
    .max(1_000, 'note: must have at most 1000 characters')
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, 'note: must not contain control characters')
    .nullish()
    .transform((note) => note || null),
})
