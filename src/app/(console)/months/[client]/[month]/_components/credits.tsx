import type { CreditStep } from '@/domain/contract/credit'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import { moneyWords, ppmWords } from '../../../../contracts/_components/words'
import { fractionMinor } from '../../../_components/words'
import type { PartProps } from './of'

function columnsOf(viewer: Viewer, currency: string, names: ReadonlyMap<string, string>): Column<CreditStep>[] {
  const { m, f, locale } = viewer
  const words = m.month.statement
  const money = (fraction: string) => moneyWords(fractionMinor(fraction), currency, locale)
  return [
    {
      key: 'objective',
      header: words.objective,
      phone: 'lead',
      cell: ({ objectiveId, versionNumber }) => (
        <>
          {names.get(objectiveId) ?? objectiveId}{' '}
          <span className="text-ink-3">{f(words.ofVersion, { number: String(versionNumber) })}</span>
        </>
      ),
    },
    {
      key: 'step',
      header: words.step,
      cell: ({ feeMinor, days, monthDays, sharePpm, base }) =>
        f(words.stepLine, {
          fee: moneyWords(feeMinor, currency, locale),
          days: String(days),
          monthDays: String(monthDays),
          share: ppmWords(sharePpm, locale),
          base: money(base),
        }),
    },
    {
      key: 'tier',
      header: m.month.statement.attained,
      cell: ({ tier }) =>
        tier ? f(words.tier, { below: ppmWords(tier.below, locale), pct: String(tier.pct) }) : words.noTier,
    },
    { key: 'amount', header: words.amount, align: 'right', cell: ({ amount }) => money(amount) },
  ]
}

/** What comes back, step by step. */
export function CreditSection({ data: { figures }, viewer }: PartProps) {
  const { m, locale } = viewer
  const words = m.month.statement
  const { credits } = figures
  if (!credits) return null
  const names = new Map(figures.objectives.map(({ id, name }) => [id, name]))
  const money = (fraction: string) => moneyWords(fractionMinor(fraction), credits.currency, locale)
  return (
    <Section
      title={words.credits}
      aside={<CreditTotal label={words.credit} minor={credits.minor} {...{ credits, locale }} />}
    >
      <DataTable
        caption={words.credits}
        columns={columnsOf(viewer, credits.currency, names)}
        rows={credits.steps}
        rowKey={({ objectiveId, from }) => `${objectiveId} ${from}`}
        empty={<p className="py-2 text-ink-2">{words.noCredits}</p>}
      />
      <p className="pt-2 text-12 text-ink-3">
        {words.sum}: {money(credits.sum)}. {words.cap}: {money(credits.cap)}. {credits.isCapped && `${words.capped} `}
        {words.rounded}
      </p>
    </Section>
  )
}

function CreditTotal(props: { label: string; minor: number; credits: { currency: string }; locale: string }) {
  const { label, minor, credits, locale } = props
  return (
    <span>
      {label}:{' '}
      <span className="font-semibold text-13 text-ink tabular-nums">{moneyWords(minor, credits.currency, locale)}</span>
    </span>
  )
}
