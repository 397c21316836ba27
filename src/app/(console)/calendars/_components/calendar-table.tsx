import type { CalendarLine } from '@/services/calendar/list'
import type { Viewer } from '@/ui/i18n/server'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { dateWords, hourWords } from './words'

function columnsOf({ m, f, locale }: Viewer): Column<CalendarLine>[] {
  const { columns, nobody, hours, since } = m.calendar
  return [
    { key: 'name', header: columns.name, phone: 'lead', cell: ({ name }) => name },
    {
      key: 'client',
      header: columns.client,
      cell: ({ client }) => (
        <TextLink quiet href={`/clients/${client.slug}`} className="relative z-10 text-ink-2">
          {client.name}
        </TextLink>
      ),
    },
    {
      key: 'places',
      header: columns.places,
      cell: ({ places }) => (places.length > 0 ? places.join(', ') : <span className="text-ink-3">{nobody}</span>),
    },
    {
      key: 'version',
      header: columns.version,
      cell: ({ current }) => (current ? f(since, { day: dateWords(current.effectiveFrom, locale) }) : null),
    },
    {
      key: 'next',
      header: columns.next,
      phone: 'hide',
      cell: ({ next }) => (next ? dateWords(next.effectiveFrom, locale) : null),
    },
    {
      key: 'hours',
      header: columns.hours,
      align: 'right',
      cell: ({ monthMs }) => f(hours, { hours: hourWords(monthMs, locale) }),
    },
  ]
}

/** Calendars, and who follows them. */
export function CalendarTable({
  rows,
  viewer,
  empty,
}: {
  rows: readonly CalendarLine[]
  viewer: Viewer
  empty: React.ReactNode
}) {
  return (
    <DataTable
      caption={viewer.m.calendar.title}
      columns={columnsOf(viewer)}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/calendars/${id}`}
      empty={empty}
    />
  )
}
