import type { Metadata } from 'next'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { dateWords } from '../../../contracts/_components/words'
import { PriceForm } from './_components/price-form'

interface Props {
  params: Promise<{ client: string }>
}

const read = cache((client: string) => page((api) => api.priceBook.get({ client })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ client }, { m, f }] = await Promise.all([read((await params).client), viewer()])
  return { title: f(m.invoice.book.title, { client: client.name }) }
}

/** What one client pays a month. */
export default async function PricesPage({ params }: Props) {
  const [{ client, priceBook, mayManage }, { m, f, locale }] = await Promise.all([
    read((await params).client),
    viewer(),
  ])
  const words = m.invoice.book
  const sentence = priceBook
    ? f(words.some, {
        number: String(priceBook.number),
        name: priceBook.createdBy,
        at: dateWords(priceBook.createdAt.toISOString().slice(0, 10), locale),
      })
    : words.none
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'invoice')}>
      <PageHeader
        title={f(words.title, { client: client.name })}
        eyebrow={
          <TextLink quiet href="/invoices">
            {m.invoice.title}
          </TextLink>
        }
        sentence={sentence}
      />
      <PriceForm client={client} terms={priceBook?.terms ?? null} mayManage={mayManage} />
    </I18nProvider>
  )
}
