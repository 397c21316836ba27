import type { InvoiceHead } from '@/services/invoice/store'
import type { Viewer } from '@/ui/i18n/server'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { dateWords, moneyWords } from '../../contracts/_components/words'
import { monthWords } from '../../months/_components/words'
import { STATUS_GLYPHS } from './state'

function columnsOf({ m, locale }: Viewer): Column<InvoiceHead>[] {
  const words = m.invoice
  return [
    {
      key: 'state',
      header: words.columns.state,
      className: 'sm:w-36',
      cell: ({ status }) => <State kind={STATUS_GLYPHS[status]}>{words.states[status]}</State>,
    },
    { key: 'client', header: words.columns.client, phone: 'lead', cell: ({ clientName }) => clientName },
    { key: 'month', header: words.columns.month, cell: ({ month }) => monthWords(month, locale) },
    { key: 'number', header: words.columns.number, align: 'right', cell: ({ number }) => number ?? '–' },
    {
      key: 'issued',
      header: words.columns.issued,
      cell: ({ issuedAt, issuedBy }) =>
        issuedAt ? `${dateWords(issuedAt.toISOString().slice(0, 10), locale)}, ${issuedBy}` : '–',
    },
    {
      key: 'total',
      header: words.columns.total,
      align: 'right',
      cell: ({ totalMinor, currency }) => moneyWords(totalMinor, currency, locale),
    },
  ]
}

/** Invoices, newest month first. */
export function InvoiceTable({ items, viewer }: { items: readonly InvoiceHead[]; viewer: Viewer }) {
  return (
    <DataTable
      caption={viewer.m.invoice.list}
      columns={columnsOf(viewer)}
      rows={items}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/invoices/${id}`}
      empty={<p className="py-2 text-ink-2">{viewer.m.invoice.empty}</p>}
    />
  )
}
