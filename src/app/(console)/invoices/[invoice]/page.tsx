import type { Metadata } from 'next'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { InvoiceTeller } from '@/ui/invoice/words'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { STATUS_GLYPHS } from '../_components/state'
import { CreditPart } from './_components/credit-part'
import { InvoiceActions } from './_components/invoice-actions'
import { LineList } from './_components/line-list'
import { ProofPart } from './_components/proof-part'
import { sentenceOf } from './_components/sentence'

interface Props {
  params: Promise<{ invoice: string }>
}

const read = cache((invoiceId: string) => page((api) => api.invoice.get({ invoiceId })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { clientName, month } = (await read((await params).invoice)).invoice
  return { title: `${clientName} ${month}` }
}

/** One invoice: every line opens to what it was worked out from. */
export default async function InvoicePage({ params }: Props) {
  const [data, reader] = await Promise.all([read((await params).invoice), viewer()])
  const { invoice, mayManage } = data
  const { m, f, locale } = reader
  const words = m.invoice
  const teller = new InvoiceTeller(locale === 'de' ? 'de' : 'en', invoice.currency, invoice.digits)
  const monthName = teller.month(invoice.month)
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'invoice')}>
      <PageHeader
        title={f(words.page.title, { client: invoice.clientName, month: monthName })}
        eyebrow={
          <>
            <TextLink quiet href="/invoices">
              {words.title}
            </TextLink>
            <State kind={STATUS_GLYPHS[invoice.status]}>{words.states[invoice.status]}</State>
          </>
        }
        sentence={sentenceOf(invoice, reader)}
        actions={mayManage && <InvoiceActions invoice={invoice} monthName={monthName} />}
      />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Section title={words.page.lines}>
          <LineList data={data} teller={teller} />
        </Section>
        <div className="flex flex-col gap-6">
          <CreditPart data={data} teller={teller} />
          <ProofPart invoice={invoice} teller={teller} />
        </div>
      </div>
    </I18nProvider>
  )
}
