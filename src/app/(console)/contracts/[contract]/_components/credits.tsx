import { creditOf } from '@/domain/contract/credit'
import type { ContractVersion, CreditTier } from '@/domain/contract/schema'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import { moneyWords, ppmWords } from '../../_components/words'
import type { TermsProps } from './terms'

const EXAMPLE = '00000000-0000-0000-0000-000000000000'
const EXAMPLE_N = 1_000_000

/** A full month just below a step, reckoned by the same code that reckons the real ones. */
function exampleOf(version: ContractVersion, tier: CreditTier, viewer: Viewer): { reached: string; line: string } {
  const { m, f, locale } = viewer
  const words = m.contract.page
  const { terms } = version
  const good = tier.below - 1_000
  const promise = { objectiveId: EXAMPLE, targetPpm: EXAMPLE_N, sharePpm: EXAMPLE_N, creditTiers: null }
  const segment = {
    version: { ...version, terms: { ...terms, objectives: [promise] } },
    ...{ from: '2026-01-01', to: '2026-02-01', days: 31, monthDays: 31 },
  }
  const credit = creditOf([{ segment, tallies: new Map([[EXAMPLE, { eligible: EXAMPLE_N, good }]]) }])
  const money = (minor: number) => moneyWords(minor, terms.currency, locale)
  return {
    reached: f(words.example, { reached: ppmWords(good, locale) }),
    line: f(credit?.isCapped ? words.exampleCapped : words.exampleLine, {
      fee: money(terms.feeMinor),
      pct: credit?.steps[0]?.tier?.pct ?? tier.pct,
      amount: money(credit?.amountMinor ?? 0),
    }),
  }
}

/** What a missed objective gives back, each step with a worked example. */
export function CreditSection({ version, viewer }: TermsProps) {
  const { m, f, locale } = viewer
  const words = m.contract.page
  const { creditTiers, capPct, claimDays } = version.terms
  const columns: Column<CreditTier>[] = [
    { key: 'below', header: words.below, phone: 'lead', cell: ({ below }) => `${ppmWords(below, locale)} %` },
    { key: 'pct', header: words.back, align: 'right', className: 'sm:w-28', cell: ({ pct }) => `${pct} %` },
    {
      key: 'example',
      header: words.example.split(':')[0] ?? '',
      cell: (tier) => {
        const { reached, line } = exampleOf(version, tier, viewer)
        return (
          <span>
            {line} <span className="block text-12 text-ink-3">{reached}</span>
          </span>
        )
      },
    },
  ]
  return (
    <Section title={words.credits}>
      <DataTable
        caption={words.credits}
        columns={columns}
        rows={creditTiers}
        rowKey={({ below }) => String(below)}
        empty={<p className="py-2 text-ink-2">{words.noCredits}</p>}
      />
      {creditTiers.length > 0 && (
        <p className="pt-2 text-12 text-ink-3">
          {f(words.cap, { pct: capPct, days: claimDays })} {words.exact}
        </p>
      )}
    </Section>
  )
}
