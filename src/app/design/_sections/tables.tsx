import { ImpactBar } from '@/ui/chart/impact-bar'
import { durationWords } from '@/ui/primitives/duration'
import { EmptyState } from '@/ui/primitives/empty-state'
import { ErrorState } from '@/ui/primitives/error-state'
import { Numeral } from '@/ui/primitives/number'
import { Skeleton } from '@/ui/primitives/skeleton'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { LINES, type Line } from '../_lib/sample'
import type { View } from '../_lib/view'

export function columnsOf({ m, locale }: View): Column<Line>[] {
  const words = m.design.columns
  return [
    {
      key: 'state',
      header: words.state,
      cell: (line) => (
        <State kind={line.kind}>
          {m.state[line.kind]} {durationWords(line.minutes * 60_000, locale)}
        </State>
      ),
    },
    {
      key: 'number',
      header: words.number,
      cell: (line) => <span className="font-mono text-12 text-ink-2">INC-{line.number}</span>,
    },
    { key: 'title', header: words.title, phone: 'lead', cell: (line) => line.title },
    { key: 'client', header: words.client, cell: (line) => <span className="text-ink-2">{line.client}</span> },
    {
      key: 'cost',
      header: words.cost,
      cell: (line) => <span className={line.kind === 'down' ? 'font-semibold' : undefined}>{line.cost}</span>,
    },
    { key: 'impact', header: words.impact, cell: (line) => <ImpactBar value={line.impact} /> },
    {
      key: 'runs',
      header: words.runs,
      align: 'right',
      phone: 'hide',
      cell: (line) => <Numeral value={line.runs} locale={locale} />,
    },
  ]
}

export function Tables(view: View) {
  const { m } = view
  const words = m.design.table
  const table = {
    caption: words.caption,
    columns: columnsOf(view),
    rowKey: (line: Line) => String(line.number),
    rowHref: (line: Line) => `#${line.number}`,
    empty: <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>,
  }
  return (
    <>
      <DataTable {...table} rows={LINES} />
      <div className="grid gap-6 pt-6 sm:grid-cols-3">
        <DataTable {...table} rows={[]} />
        <Skeleton rows={3} label={m.common.loading} />
        <ErrorState title={m.design.errorTitle}>{m.design.errorHint}</ErrorState>
      </div>
    </>
  )
}
