import type { CheckpointRow } from '@/services/checkpoint/list'
import type { Viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PlantTime } from '@/ui/primitives/plant-time'
import { type Column, DataTable } from '@/ui/table/data-table'

/** The digest in short; all that was signed on demand. */
function Signed({ row, words }: { row: CheckpointRow; words: string }) {
  return (
    <details>
      <summary title={words} className="font-mono text-12 text-ink-3">
        {row.digest.slice(0, 16)}
      </summary>
      <div className="max-w-160 font-mono text-11 [overflow-wrap:anywhere]">
        <p>{row.digest}</p>
        <p className="mt-1 text-ink-2">{row.body}</p>
        <p className="mt-1 text-ink-3">{row.signature}</p>
      </div>
    </details>
  )
}

function columnsOf(zone: string, { m, locale }: Viewer): Column<CheckpointRow>[] {
  const words = m.proof.columns
  const top = 'align-top'
  const time = (at: Date) => <PlantTime at={at} zone={zone} locale={locale} detail="full" />
  return [
    {
      key: 'number',
      header: words.number,
      phone: 'lead',
      className: `sm:w-16 tabular-nums ${top}`,
      cell: ({ number }) => number,
    },
    { key: 'at', header: words.at, className: `sm:w-44 ${top}`, cell: ({ at }) => time(at) },
    { key: 'cause', header: words.cause, className: `sm:w-36 ${top}`, cell: ({ cause }) => m.proof.causes[cause] },
    {
      key: 'size',
      header: words.size,
      align: 'right',
      className: `sm:w-24 tabular-nums ${top}`,
      cell: ({ size }) => size.toLocaleString(locale),
    },
    {
      key: 'mailed',
      header: words.mailed,
      className: `sm:w-44 ${top}`,
      cell: ({ mailedAt }) => (mailedAt ? time(mailedAt) : <span className="text-ink-3">{m.proof.notMailed}</span>),
    },
    { key: 'digest', header: words.digest, className: top, cell: (row) => <Signed row={row} words={m.proof.signed} /> },
  ]
}

export function CheckpointTable(props: { rows: readonly CheckpointRow[]; zone: string; viewer: Viewer }) {
  const { rows, zone, viewer } = props
  const { proof } = viewer.m
  return (
    <DataTable
      caption={proof.list}
      columns={columnsOf(zone, viewer)}
      rows={rows}
      rowKey={({ number }) => String(number)}
      empty={<EmptyState title={proof.emptyTitle}>{proof.emptyHint}</EmptyState>}
    />
  )
}
