import type { ExpectationFigures } from '@/domain/month/figures'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords, openTimeWords } from '@/ui/primitives/duration'
import { Numeral } from '@/ui/primitives/number'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import type { PartProps } from './of'

const COUNTS = ['expected', 'met', 'late', 'missed', 'excused', 'pending'] as const

function columnsOf({ m, locale }: Viewer): Column<ExpectationFigures>[] {
  const words = m.month.statement
  const counts = COUNTS.map((key): Column<ExpectationFigures> => {
    const isBad = key === 'missed' || key === 'late'
    return {
      key,
      header: words[key],
      align: 'right',
      cell: (row) => (
        <span className={isBad && row[key] > 0 ? 'font-medium text-down-ink' : undefined}>
          <Numeral value={row[key]} locale={locale} />
        </span>
      ),
    }
  })
  const time = (ms: number, write = openTimeWords) => (
    <span className="whitespace-nowrap tabular-nums">{ms === 0 ? '–' : write(ms, locale)}</span>
  )
  return [
    { key: 'workflow', header: words.workflow, phone: 'lead', cell: ({ name }) => name },
    ...counts,
    {
      key: 'twice',
      header: words.twice,
      align: 'right',
      cell: ({ doneTwice }) => <Numeral value={doneTwice} locale={locale} />,
    },
    { key: 'down', header: words.down, align: 'right', cell: ({ downtime }) => time(downtime.ms, durationWords) },
    { key: 'open', header: words.downOpen, align: 'right', cell: ({ downtime }) => time(downtime.openMs) },
    { key: 'counted', header: words.downCounted, align: 'right', cell: ({ downtime }) => time(downtime.countedMs) },
  ]
}

/** Everything that was expected, each slot once, and when it was down. */
export function LedgerSection({ data: { figures }, viewer }: PartProps) {
  const { m, f, locale } = viewer
  const words = m.month.statement
  const rows = figures.expectations.filter(({ expected, downtime }) => expected > 0 || downtime.ms > 0)
  if (rows.length === 0) return null
  const sum = (key: (typeof COUNTS)[number]) => rows.reduce((total, row) => total + row[key], 0)
  const totals = Object.fromEntries(COUNTS.map((key) => [key, new Intl.NumberFormat(locale).format(sum(key))]))
  return (
    <Section title={words.ledger}>
      <DataTable
        caption={words.ledger}
        columns={columnsOf(viewer)}
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/expectations/${id}?day=${figures.month}-01`}
        empty={null}
      />
      <p className="pt-2 text-12 text-ink-3">{f(words.complete, totals)}</p>
    </Section>
  )
}
