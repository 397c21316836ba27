import type { ConnectionDetail, SyncLine } from '@/services/connection/get'
import type { Viewer } from '@/ui/i18n/server'
import { Numeral } from '@/ui/primitives/number'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime } from '../../../_components/figures'
import { ConnectionState } from '../../_components/health'
import { zoneOf } from './facts'

function columnsOf(zone: string, viewer: Viewer): Column<SyncLine>[] {
  const { m, locale } = viewer
  const words = m.connection.log
  const number = (value: number) => <Numeral value={value} locale={locale} />
  const count = (key: 'runs' | 'repeats' | 'changes' | 'gaps'): Column<SyncLine> => ({
    ...{ key, header: words[key], align: 'right', cell: (line) => number(line[key]) },
  })
  return [
    {
      key: 'at',
      header: words.at,
      phone: 'lead',
      cell: ({ startedAt }) => <NearTime at={startedAt} now={new Date()} zone={zone} viewer={viewer} />,
    },
    {
      key: 'state',
      header: words.state,
      cell: ({ health, problem }) => (
        <>
          <ConnectionState health={health} viewer={viewer} /> {problem && <span className="text-ink-2">{problem}</span>}
        </>
      ),
    },
    {
      key: 'took',
      header: words.took,
      align: 'right',
      phone: 'hide',
      cell: ({ startedAt, endedAt }) => <>{number((endedAt.getTime() - startedAt.getTime()) / 1000)} s</>,
    },
    count('runs'),
    count('repeats'),
    count('changes'),
    count('gaps'),
  ]
}

/** Readings that found, changed or missed something. */
export function SyncLog({ data, viewer }: { data: ConnectionDetail; viewer: Viewer }) {
  const words = viewer.m.connection.log
  return (
    <Section title={words.title} note={words.note}>
      <DataTable
        caption={words.title}
        columns={columnsOf(zoneOf(data, viewer), viewer)}
        rows={data.syncs}
        rowKey={({ id }) => id}
        empty={<p className="py-2 text-ink-3">{words.none}</p>}
      />
    </Section>
  )
}
