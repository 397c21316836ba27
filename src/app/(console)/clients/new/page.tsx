import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { originOf } from '@/infra/public-url'
import { requestContext, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { ClientForm } from './_components/client-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.registry.client.title }
}

/** Takes a manufacturer in; its first plant is the next page. */
export default async function NewClientPage() {
  const [{ locale, m }, { actor, clientIds }, { host }] = await Promise.all([
    viewer(),
    requireSession(),
    requestContext(),
  ])
  // Who works for named clients only would not see the new one.
  if (!can(actor, 'client.manage') || clientIds !== null) notFound()
  const t = m.registry.client
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'registry')}>
      <PageHeader title={t.title} sentence={t.sentence} />
      <ClientForm origin={originOf(host)} />
    </I18nProvider>
  )
}
