import type { z } from 'zod'
import type { PriceBook, PriceBookTerms } from '@/domain/price-book/schema'

/** The form as it is typed: amounts as people write them, in whole units of the currency. */
export interface PriceValues {
  currency: string
  fixedText: string
  fixedAmount: string
  workflowAmount: string
  workflowIncluded: string
  executionsIncluded: string
  perThousand: string
  taxName: string
  taxPercent: string
}

const plain = (minor: number, digits: number) => (minor / 10 ** digits).toFixed(digits)

/** What stands in the form; the first fixed line and the first tier are shown, the others are kept. */
export function valuesOf(terms: PriceBook | null): PriceValues {
  const { currency = 'EUR', digits = 2, fixed = [], workflow, executions, tax } = terms ?? {}
  const [first] = fixed
  const tier = executions?.tiers[0]
  return {
    currency,
    fixedText: first?.text ?? '',
    fixedAmount: first ? plain(first.minor, digits) : '',
    workflowAmount: workflow ? plain(workflow.minor, digits) : '',
    workflowIncluded: String(workflow?.included ?? 0),
    executionsIncluded: String(executions?.included ?? 0),
    perThousand: tier ? plain(tier.perThousandMinor, digits) : '',
    taxName: tax?.name ?? '',
    taxPercent: tax ? String(tax.ppm / 10_000) : '',
  }
}

/** "1.490,50" and "1490.50" are the same; an empty field is null. Refused by the verb when it is no number. */
export function scaled(text: string, digits: number): number | null {
  const bare = text.trim().replaceAll(/[\s’']/g, '')
  if (bare === '') return null
  const isComma = bare.lastIndexOf(',') > bare.lastIndexOf('.')
  const dotted = isComma ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '')
  const match = /^(\d+)(?:\.(\d*))?$/.exec(dotted)
  const [, whole = '', part = ''] = match ?? []
  return !match || part.length > digits ? Number.NaN : Number(`${whole}${part.padEnd(digits, '0')}`)
}

/** The terms that the form says; further fixed lines and tiers stay as they were. */
export function termsOf(values: PriceValues, stored: PriceBook | null): z.input<typeof PriceBookTerms> {
  const digits = stored?.digits ?? 2
  const [fixed, unit, thousand] = [values.fixedAmount, values.workflowAmount, values.perThousand].map((text) =>
    scaled(text, digits),
  )
  const ppm = scaled(values.taxPercent, 4)
  const more = stored?.executions?.tiers.slice(1) ?? []
  const first = { upTo: stored?.executions?.tiers[0]?.upTo ?? null, perThousandMinor: thousand ?? 0 }
  return {
    currency: values.currency.trim().toUpperCase(),
    digits,
    fixed: [
      ...(fixed === null || fixed === undefined ? [] : [{ text: values.fixedText, minor: fixed }]),
      ...(stored?.fixed.slice(1) ?? []),
    ],
    workflow:
      unit === null || unit === undefined ? null : { included: scaled(values.workflowIncluded, 0) ?? 0, minor: unit },
    executions:
      thousand === null || thousand === undefined
        ? null
        : { included: scaled(values.executionsIncluded, 0) ?? 0, tiers: [first, ...more] },
    tax: ppm === null ? null : { name: values.taxName, ppm },
  }
}
