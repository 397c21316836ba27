import { z } from 'zod'

const zMinor = z
  .int('must be a whole number of minor units, e.g. 4900 for 49.00')
  .min(0, 'must not be negative')
  .max(1_000_000_000, 'must be at most 1000000000')
const zCount = z.int('must be a whole number').min(0, 'must not be negative').max(1_000_000_000_000)

const zTier = z.strictObject({
  /** runs beyond those included, up to and with this one; null: without end */
  upTo: zCount.nullable(),
  /** minor units per thousand runs */
  perThousandMinor: zMinor,
})
export type ExecutionTier = z.output<typeof zTier>

const isAscending = (tiers: readonly ExecutionTier[]) =>
  tiers.every(({ upTo }, index) => {
    const before = index === 0 ? 0 : (tiers[index - 1]?.upTo ?? null)
    return upTo === null ? index === tiers.length - 1 : before !== null && upTo > before
  })

/** What a client pays a month: what the partner asks, not what the partner pays us. Amounts are net, in minor units. */
export const PriceBookTerms = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'currency: must be three capitals of ISO 4217, e.g. EUR'),
  digits: z.int('digits: must be a whole number').min(0).max(4).default(2),
  fixed: z
    .array(z.strictObject({ text: z.string().trim().min(1, 'text: say what is paid for').max(120), minor: zMinor }))
    .max(20, 'fixed: at most 20 lines'),
  workflow: z
    .strictObject({ included: zCount, minor: zMinor })
    .nullish()
    .transform((workflow) => workflow ?? null),
  executions: z
    .strictObject({
      included: zCount,
      tiers: z
        .array(zTier)
        .min(1, 'tiers: give at least one')
        .max(10, 'tiers: at most 10')
        .refine(isAscending, 'tiers: each must end later than the one before, and only the last is without end')
        .refine((tiers) => tiers.at(-1)?.upTo === null, 'tiers: the last must be without end (upTo null)'),
    })
    .nullish()
    .transform((executions) => executions ?? null),
  tax: z
    .strictObject({
      name: z.string().trim().min(1, 'name: what the tax is called, e.g. VAT 19 %').max(60),
      ppm: z.int('ppm: must be millionths, e.g. 190000 for 19 %').min(0).max(1_000_000),
    })
    .nullish()
    .transform((tax) => tax ?? null),
})
export type PriceBook = z.output<typeof PriceBookTerms>
