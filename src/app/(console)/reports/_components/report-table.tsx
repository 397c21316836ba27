import type { ClientReports, ReportRow } from '@/services/report/list'
import type { Viewer } from '@/ui/i18n/server'
import { PlantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { reportMonth, STATUS_GLYPHS } from './words'

function columnsOf(viewer: Viewer, zone: string): Column<ReportRow>[] {
  const { m, f, locale, zone: viewerZone } = viewer
  const words = m.report
  return [
    {
      key: 'state',
      header: words.columns.state,
      className: 'sm:w-40',
      cell: ({ status }) => <State kind={STATUS_GLYPHS[status]}>{words.states[status]}</State>,
    },
    { key: 'month', header: words.columns.month, phone: 'lead', cell: (row) => reportMonth(row, viewer) },
    {
      key: 'released',
      header: words.columns.released,
      cell: ({ releasedAt }) =>
        releasedAt ? <PlantTime at={releasedAt} {...{ zone, viewerZone, locale }} detail="full" /> : '–',
    },
    { key: 'by', header: words.columns.by, cell: ({ releasedBy }) => releasedBy ?? '–' },
    {
      key: 'pages',
      header: words.columns.pages,
      align: 'right',
      cell: ({ pages }) => <span className="tabular-nums">{pages ?? '–'}</span>,
    },
    {
      key: 'mails',
      header: words.columns.mails,
      cell: ({ sent, deliveries }) =>
        deliveries === 0 ? '–' : f(words.mails, { sent: String(sent), all: String(deliveries) }),
    },
  ]
}

/** A client's reports, the latest first. */
export function ReportTable({ client: { name, zone, rows }, viewer }: { client: ClientReports; viewer: Viewer }) {
  return (
    <DataTable
      caption={`${viewer.m.report.title}: ${name}`}
      columns={columnsOf(viewer, zone)}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/reports/${id}`}
      empty={null}
    />
  )
}
