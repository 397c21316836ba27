import type { Billing } from '@/services/billing/get'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import { dayWords, moneyWords } from './money'

interface Props {
  data: Billing
  viewer: Viewer
}

/** What would be charged next, as the payment service works it out now. */
export function NextInvoice({ data, viewer: { m, f, locale, zone } }: Props) {
  const words = m.billing.next
  const { upcoming, isRunning, isReachable, account, used, plans } = data
  const plan = plans.find(({ name }) => name === account?.plan)
  const note = upcoming?.at ? f(words.at, { at: dayWords(upcoming.at, locale, zone ?? 'UTC') }) : undefined
  if (!upcoming) {
    const isEstimated = isRunning && isReachable === false && plan
    return (
      <Section title={words.title}>
        <p className="py-2 text-ink-2">
          {isEstimated
            ? `${moneyWords(plan.monthlyMinor, plan.currency, locale)}. ${f(words.estimate, { plan: m.billing.plans[plan.name], count: used.workflows })}`
            : words.nothing}
        </p>
      </Section>
    )
  }
  return (
    <Section title={words.title} note={note}>
      <dl>
        {upcoming.lines.map(({ id, words: line, amountMinor }) => (
          <div key={id} className="flex justify-between gap-4 border-line border-b py-1.5">
            <dt className="text-ink-2">{line}</dt>
            <dd className="whitespace-nowrap text-right tabular-nums">
              {moneyWords(amountMinor, upcoming.currency, locale)}
            </dd>
          </div>
        ))}
        <div className="flex justify-between gap-4 py-1.5 font-medium">
          <dt>{words.total}</dt>
          <dd className="whitespace-nowrap text-right tabular-nums">
            {moneyWords(upcoming.totalMinor, upcoming.currency, locale)}
          </dd>
        </div>
      </dl>
    </Section>
  )
}

type InvoiceRow = Billing['invoices'][number]

/** Invoices of the payment service, each with its PDF. */
export function Invoices({ data, viewer: { m, f, locale, zone } }: Props) {
  const words = m.billing.invoices
  const money = ({ currency }: InvoiceRow, minor: number) => moneyWords(minor, currency, locale)
  const state = (invoice: InvoiceRow) =>
    invoice.creditedMinor > 0
      ? `${words.states[invoice.status]}, ${f(words.credited, { amount: money(invoice, invoice.creditedMinor) })}`
      : words.states[invoice.status]
  const pdf = ({ pdfUrl, number }: InvoiceRow) =>
    pdfUrl && (
      <a
        className="text-brand-link hover:underline"
        href={pdfUrl}
        rel="noreferrer"
        aria-label={f(words.pdfOf, { number })}
      >
        {words.pdf}
      </a>
    )
  const columns: Column<InvoiceRow>[] = [
    {
      key: 'number',
      header: words.number,
      phone: 'lead',
      cell: ({ number }) => <span className="tabular-nums">{number}</span>,
    },
    { key: 'date', header: words.date, cell: ({ createdAt }) => dayWords(createdAt, locale, zone ?? 'UTC') },
    { key: 'state', header: words.state, cell: state },
    { key: 'total', header: words.total, align: 'right', cell: (invoice) => money(invoice, invoice.totalMinor) },
    { key: 'pdf', header: words.pdf, cell: pdf },
  ]
  return (
    <Section title={words.title}>
      <DataTable
        caption={words.caption}
        columns={columns}
        rows={data.invoices}
        rowKey={({ id }) => id}
        empty={<p className="py-2 text-ink-2">{words.empty}</p>}
      />
    </Section>
  )
}
