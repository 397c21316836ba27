import { add, type Fraction, fraction, fractionText, multiply, roundHalfUp } from '@/domain/contract/fraction'
import type { ExecutionTier, PriceBook } from '@/domain/price-book/schema'

/** What a client used in one frozen month, from the roll-ups of its local days. */
export interface MonthUsage {
  /** runs that ended, whoever started them */
  runs: number
  days: { day: string; runs: number }[]
  /** workflows that ran */
  workflows: { id: string; name: string; runs: number }[]
}

/** A credit that another person has approved and that no issued invoice has taken up. */
export interface ApprovedCredit {
  id: string
  month: string
  currency: string
  minor: number
  /** of the frozen month it was computed from */
  monthDigest: string
}

interface Amount {
  /** minor units, rounded once; a credit is negative */
  minor: number
}

/** `exact` is the amount before its one rounding, as a fraction of minor units. */
export type InvoiceLine =
  | (Amount & { kind: 'fixed'; text: string })
  | (Amount & { kind: 'workflows'; quantity: number; included: number; unitMinor: number })
  | (Amount & { kind: 'executions'; quantity: number; included: number; exact: string; tiers: TierShare[] })
  | (Amount & { kind: 'credit'; creditId: string; month: string; monthDigest: string })

/** How many runs fell into one tier, and what they cost. */
export interface TierShare {
  quantity: number
  perThousandMinor: number
  exact: string
}

export interface InvoiceBody {
  format: 'andon-invoice/1'
  month: string
  zone: string
  /** of the month that was frozen, or of its newest addendum */
  monthDigest: string
  priceBook: number
  currency: string
  digits: number
  lines: InvoiceLine[]
  usage: MonthUsage
  netMinor: number
  tax: { name: string; ppm: number; minor: number } | null
  totalMinor: number
  /** approved credits that would have made the sum negative: they wait for the next month */
  waiting: string[]
}

function sharesOf(billable: number, tiers: readonly ExecutionTier[]): { shares: TierShare[]; sum: Fraction } {
  let [from, sum] = [0, fraction(0)]
  const shares: TierShare[] = []
  for (const { upTo, perThousandMinor } of tiers) {
    const quantity = Math.max(0, Math.min(billable, upTo ?? billable) - from)
    const cost = fraction(BigInt(quantity) * BigInt(perThousandMinor), 1_000)
    if (quantity > 0) shares.push({ quantity, perThousandMinor, exact: fractionText(cost) })
    sum = add(sum, cost)
    from = upTo ?? billable
  }
  return { shares, sum }
}

function chargesOf(book: PriceBook, usage: MonthUsage): InvoiceLine[] {
  const lines: InvoiceLine[] = book.fixed.map(({ text, minor }) => ({ kind: 'fixed', text, minor }))
  if (book.workflow) {
    const { included, minor: unitMinor } = book.workflow
    const quantity = usage.workflows.length
    lines.push({
      kind: 'workflows',
      quantity,
      included,
      unitMinor,
      minor: Math.max(0, quantity - included) * unitMinor,
    })
  }
  if (book.executions) {
    const { included, tiers } = book.executions
    const { shares, sum } = sharesOf(Math.max(0, usage.runs - included), tiers)
    const amount = { exact: fractionText(sum), tiers: shares, minor: roundHalfUp(sum) }
    lines.push({ kind: 'executions', quantity: usage.runs, included, ...amount })
  }
  return lines
}

const sumOf = (lines: readonly Amount[]) => lines.reduce((sum, { minor }) => sum + minor, 0)

/** Oldest first, each whole or not at all: an invoice never asks for less than nothing. */
function takeCredits(credits: readonly ApprovedCredit[], currency: string, charges: number) {
  let left = charges
  const [taken, waiting]: [InvoiceLine[], string[]] = [[], []]
  const sorted = credits.toSorted((a, b) => (a.month === b.month ? (a.id < b.id ? -1 : 1) : a.month < b.month ? -1 : 1))
  for (const { id, month, minor, monthDigest, currency: own } of sorted) {
    if (own !== currency || minor > left) {
      waiting.push(id)
      continue
    }
    left -= minor
    taken.push({ kind: 'credit', creditId: id, month, monthDigest, minor: -minor })
  }
  return { taken, waiting }
}

interface InvoiceFacts {
  month: string
  zone: string
  monthDigest: string
  /** number of the price book's version */
  priceBook: number
  book: PriceBook
  usage: MonthUsage
  credits: readonly ApprovedCredit[]
}

/**
 * The invoice of one month: charges by the price book, then credits. Each line is rounded once, half up; the net sum is the sum
 * of the lines, the tax is rounded once on it, the total is both. Nothing else is rounded.
 */
export function invoiceOf({ book, usage, credits, ...facts }: InvoiceFacts): InvoiceBody {
  const charges = chargesOf(book, usage)
  const { taken, waiting } = takeCredits(credits, book.currency, sumOf(charges))
  const lines = [...charges, ...taken]
  const netMinor = sumOf(lines)
  const tax = book.tax && {
    ...book.tax,
    minor: roundHalfUp(multiply(fraction(netMinor), fraction(book.tax.ppm, 1_000_000))),
  }
  const { currency, digits } = book
  return {
    ...{ format: 'andon-invoice/1', ...facts, currency, digits, lines, usage, netMinor, tax },
    ...{ totalMinor: netMinor + (tax?.minor ?? 0), waiting },
  }
}
