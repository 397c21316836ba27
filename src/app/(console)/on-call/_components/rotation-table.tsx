import type { NamedSpan, RotationLine } from '@/services/rotation/read'
import type { Viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PlantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { WeekBar } from './week-bar'

function Who({
  span,
  row,
  edge,
  viewer,
}: {
  span: NamedSpan | undefined
  row: RotationLine
  edge: 'from' | 'to'
  viewer: Viewer
}) {
  const words = viewer.m.onCall
  if (!span) return <span className="text-ink-3">–</span>
  return (
    <span className="grid">
      {span.isHole ? (
        <State kind="late">{span.userId ? words.gone : words.nobody}</State>
      ) : (
        <span className="font-medium">{span.name}</span>
      )}
      <span className="text-12 text-ink-3">
        {edge === 'to' ? words.until : words.from}{' '}
        <PlantTime at={span[edge]} zone={row.zone} locale={viewer.locale} detail="full" />
      </span>
    </span>
  )
}

/** Each rotation: who answers, who is next, and the holes of its week. */
export function RotationTable({ rows, viewer }: { rows: readonly RotationLine[]; viewer: Viewer }) {
  const words = viewer.m.onCall
  const columns: Column<RotationLine>[] = [
    { key: 'name', header: words.columns.name, cell: (row) => row.name },
    {
      key: 'now',
      header: words.now,
      cell: (row) => <Who span={row.week.spans[0]} row={row} edge="to" viewer={viewer} />,
    },
    {
      key: 'next',
      header: words.next,
      cell: (row) => <Who span={row.week.spans[1]} row={row} edge="from" viewer={viewer} />,
    },
    {
      key: 'week',
      header: words.week,
      cell: ({ week }) => (
        <span className="grid min-w-40 gap-1">
          <WeekBar week={week} />
          <span className={week.isWhole ? 'text-12 text-ink-3' : 'text-12 text-late-ink'}>
            {week.isWhole
              ? words.whole
              : viewer.f(words.covered, { covered: Math.floor(week.coveredHours), hours: Math.round(week.hours) })}
          </span>
        </span>
      ),
    },
  ]
  return (
    <Section title={words.rotations}>
      <DataTable
        caption={words.rotations}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/on-call/rotations/${id}`}
        empty={<EmptyState title={words.emptyTitle}>{words.emptyHint}</EmptyState>}
      />
    </Section>
  )
}
