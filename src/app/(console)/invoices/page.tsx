import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { ClientsToBill } from './_components/clients-to-bill'
import { InvoiceTable } from './_components/invoice-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.invoice.title }
}

/** What the partner asks of its clients: invoices, and frozen months that are not billed. */
export default async function InvoicesPage() {
  const [data, reader] = await Promise.all([page((api) => api.invoice.list({})), viewer()])
  const { m, f, locale } = reader
  const words = m.invoice
  const waiting = data.clients.reduce((sum, client) => sum + client.waiting.length, 0)
  const count = data.items.length
  const sentence = [
    count === 0 ? words.sentence.none : f(words.sentence.some, { count }),
    ...(waiting > 0 ? [f(words.sentence.waiting, { count: waiting })] : []),
  ].join(' ')
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'invoice')}>
      <PageHeader title={words.title} sentence={sentence} />
      <div className="flex flex-col gap-8">
        <Section title={words.toBill} note={words.toBillHint}>
          <ClientsToBill clients={data.clients} mayManage={data.mayManage} viewer={reader} />
        </Section>
        <Section title={words.list}>
          <InvoiceTable items={data.items} viewer={reader} />
        </Section>
      </div>
    </I18nProvider>
  )
}
