import type { MonthRow } from '@/services/month/list'
import type { ClientMonths } from '@/services/month/page'
import type { MonthStatement } from '@/services/month/statement'
import type { Viewer } from '@/ui/i18n/server'
import { PlantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { moneyWords } from '../../contracts/_components/words'
import { monthWords, PHASE_GLYPHS } from './words'

interface Line {
  month: string
  phase: MonthStatement['phase']
  frozen: MonthRow | null
}

function linesOf({ open, waiting, frozen }: ClientMonths): Line[] {
  const lines: Line[] = [
    { month: open, phase: 'open', frozen: null },
    ...waiting.map((month): Line => ({ month, phase: 'ended', frozen: null })),
    ...frozen.map((row): Line => ({ month: row.month, phase: 'frozen', frozen: row })),
  ]
  return lines.toSorted((a, b) => (a.month < b.month ? 1 : -1))
}

function columnsOf({ m, f, locale, zone }: Viewer): Column<Line>[] {
  const words = m.month
  return [
    {
      key: 'state',
      header: words.columns.state,
      className: 'sm:w-36',
      cell: ({ phase }) => <State kind={PHASE_GLYPHS[phase]}>{words.phases[phase]}</State>,
    },
    { key: 'month', header: words.columns.month, phone: 'lead', cell: ({ month }) => monthWords(month, locale) },
    {
      key: 'objectives',
      header: words.columns.objectives,
      cell: ({ frozen }) => {
        if (!frozen) return '–'
        const { objectives, missed } = frozen
        const kept = f(words.objectivesKept, { count: objectives - missed })
        if (missed === 0) return kept
        return (
          <span>
            <State kind="down">{f(words.objectivesMissed, { count: missed })}</State>, {kept}
          </span>
        )
      },
    },
    {
      key: 'credit',
      header: words.columns.credit,
      align: 'right',
      cell: ({ frozen }) =>
        frozen?.currency && frozen.creditMinor !== null ? moneyWords(frozen.creditMinor, frozen.currency, locale) : '–',
    },
    {
      key: 'addenda',
      header: words.columns.addenda,
      align: 'right',
      className: 'sm:w-24',
      cell: ({ frozen }) => (frozen ? frozen.addenda : '–'),
    },
    {
      key: 'frozen',
      header: words.columns.frozen,
      cell: ({ frozen }) =>
        frozen ? (
          <span>
            <PlantTime at={frozen.frozenAt} zone={frozen.zone} viewerZone={zone} locale={locale} detail="full" />,{' '}
            {frozen.frozenBy}
          </span>
        ) : (
          '–'
        ),
    },
    {
      key: 'digest',
      header: words.columns.digest,
      phone: 'hide',
      className: 'sm:w-32',
      cell: ({ frozen }) => <span className="font-mono text-12 text-ink-3">{frozen?.digest.slice(0, 12) ?? ''}</span>,
    },
  ]
}

/** A client's months, newest first. */
export function MonthTable({ client, viewer }: { client: ClientMonths; viewer: Viewer }) {
  return (
    <DataTable
      caption={client.name}
      columns={columnsOf(viewer)}
      rows={linesOf(client)}
      rowKey={({ month }) => month}
      rowHref={({ month }) => `/months/${client.slug}/${month}`}
      empty={null}
    />
  )
}
