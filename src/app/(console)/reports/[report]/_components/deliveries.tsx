import type { Delivery, ReportPage } from '@/services/report/get'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { PlantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'

const GLYPHS: Readonly<Record<Delivery['status'], GlyphKind>> = {
  queued: 'awaiting',
  sent: 'ok',
  failed: 'down',
  cancelled: 'excused',
}

function columnsOf({ m, f, locale, zone: viewerZone }: Viewer, zone: string): Column<Delivery>[] {
  const words = m.report.deliveries
  const time = (at: Date | null) =>
    at ? <PlantTime at={at} {...{ zone, viewerZone, locale }} detail="full" /> : words.never
  return [
    {
      key: 'state',
      header: words.columns.state,
      className: 'sm:w-40',
      cell: ({ status, detail }) => (
        <span>
          <State kind={GLYPHS[status]}>{words.states[status]}</State>
          {detail && <span className="block text-12 text-ink-3">{detail}</span>}
        </span>
      ),
    },
    { key: 'to', header: words.columns.to, phone: 'lead', cell: ({ email, locale: to }) => `${email} (${to})` },
    { key: 'due', header: words.columns.due, cell: ({ dueAt }) => time(dueAt) },
    { key: 'sent', header: words.columns.sent, cell: ({ sentAt }) => time(sentAt) },
    {
      key: 'opened',
      header: words.columns.opened,
      cell: ({ opened }) => (opened === 0 ? words.never : f(words.opened, { count: opened })),
    },
  ]
}

/** Who got the report, when, and whether the link was opened. */
export function Deliveries({ report, viewer }: { report: ReportPage; viewer: Viewer }) {
  const words = viewer.m.report.deliveries
  return (
    <Section title={words.title}>
      <DataTable
        caption={words.title}
        columns={columnsOf(viewer, report.model.zone)}
        rows={report.deliveries}
        rowKey={({ id }) => id}
        empty={<p className="py-2 text-ink-2">{words.none}</p>}
      />
    </Section>
  )
}
