import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Waiting } from './_components/waiting'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.billing.done.title }
}

/** Where the payment service sends people back to: waits for its word, not for the address. */
export default async function BillingDonePage() {
  const { actor } = await requireSession()
  if (!can(actor, 'billing.manage')) notFound()
  const { locale, m } = await viewer()
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'billing')}>
      <PageHeader title={m.billing.done.title} sentence={m.billing.done.sentence} />
      <Waiting />
    </I18nProvider>
  )
}
