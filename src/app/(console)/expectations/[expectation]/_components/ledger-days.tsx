import type { ExpectationPage, LedgerDay } from '@/services/expectation/get'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { type Column, DataTable } from '@/ui/table/data-table'
import { dayWords } from '../../../_components/figures'

function columnsOf({ m, locale }: Viewer, open: string): Column<LedgerDay>[] {
  const words = m.expectation.page
  const count = (value: number, ink: string) => (value > 0 ? <span className={ink}>{value}</span> : null)
  return [
    {
      key: 'day',
      header: words.day,
      phone: 'lead',
      cell: ({ day }) => (
        <span
          aria-current={day === open ? 'date' : undefined}
          className={day === open ? 'whitespace-nowrap font-semibold' : 'whitespace-nowrap'}
        >
          {dayWords(day, locale)}
        </span>
      ),
    },
    { key: 'expected', header: words.expected, align: 'right', cell: ({ expected }) => expected },
    { key: 'met', header: words.outcomes.met, align: 'right', cell: ({ met }) => met },
    { key: 'late', header: words.outcomes.late, align: 'right', cell: ({ late }) => count(late, 'text-late-ink') },
    {
      key: 'missed',
      header: words.outcomes.missed,
      align: 'right',
      cell: ({ missed }) => count(missed, 'text-down-ink'),
    },
    {
      key: 'excused',
      header: words.outcomes.excused,
      align: 'right',
      cell: ({ excused }) => count(excused, 'text-exc-ink'),
    },
    {
      key: 'down',
      header: words.down,
      align: 'right',
      cell: ({ downMs }) => (downMs > 0 ? durationWords(downMs, locale) : null),
    },
  ]
}

/** A line per plant day, newest first; each opens its slots. */
export function LedgerDays({ shown, viewer }: { shown: ExpectationPage; viewer: Viewer }) {
  const words = viewer.m.expectation.page
  return (
    <DataTable
      caption={words.days}
      columns={columnsOf(viewer, shown.day)}
      rows={shown.days}
      rowKey={({ day }) => day}
      rowHref={({ day }) => `/expectations/${shown.rule.id}${day === shown.today ? '' : `?day=${day}`}`}
      isMarked={({ day, late, missed }) => day === shown.day && late + missed > 0}
      empty={<p className="py-3 text-ink-2">{words.noDays}</p>}
    />
  )
}
