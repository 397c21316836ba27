import type { MaintenanceLine } from '@/services/maintenance/list'
import type { Viewer } from '@/ui/i18n/server'
import { Duration } from '@/ui/primitives/duration'
import { PlantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { STATUS_GLYPHS, scopeWords } from './words'

function columnsOf(viewer: Viewer): Column<MaintenanceLine>[] {
  const { m, locale, zone } = viewer
  const words = m.maintenance
  return [
    {
      key: 'state',
      header: words.columns.state,
      className: 'sm:w-44',
      cell: ({ status, isRunning }) =>
        isRunning ? (
          <State kind="excused">{words.running}</State>
        ) : (
          <State kind={STATUS_GLYPHS[status]}>{words.statuses[status]}</State>
        ),
    },
    { key: 'title', header: words.columns.title, phone: 'lead', cell: ({ number, title }) => `MNT-${number} ${title}` },
    {
      key: 'client',
      header: words.columns.client,
      cell: ({ client }) => (
        <TextLink quiet href={`/clients/${client.slug}`} className="relative z-10 text-ink-2">
          {client.name}
        </TextLink>
      ),
    },
    { key: 'scope', header: words.columns.scope, cell: ({ scope }) => scopeWords(scope, viewer) },
    {
      key: 'next',
      header: words.columns.next,
      cell: ({ next, zone: plant, isRecurring }) =>
        next ? (
          <>
            <PlantTime at={next.from} zone={plant} viewerZone={zone} locale={locale} detail="full" />
            {isRecurring && <span className="text-ink-3"> {words.recurring}</span>}
          </>
        ) : (
          <span className="text-ink-3">{words.over}</span>
        ),
    },
    {
      key: 'length',
      header: words.columns.length,
      align: 'right',
      cell: ({ durationS }) => <Duration ms={durationS * 1000} locale={locale} />,
    },
    { key: 'by', header: words.columns.by, phone: 'hide', cell: ({ requestedBy }) => requestedBy },
  ]
}

/** Windows: what waits for a decision first. */
export function MaintenanceTable({
  rows,
  viewer,
  empty,
}: {
  rows: readonly MaintenanceLine[]
  viewer: Viewer
  empty: React.ReactNode
}) {
  return (
    <DataTable
      caption={viewer.m.maintenance.title}
      columns={columnsOf(viewer)}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/maintenance/${id}`}
      empty={empty}
    />
  )
}
