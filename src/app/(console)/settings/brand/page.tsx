import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { originOf } from '@/infra/public-url'
import { page, requestContext, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Tabs } from '@/ui/primitives/tabs'
import { BrandForm } from './_components/brand-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.settings.brand.title }
}

interface BrandPageProps {
  searchParams: Promise<{ client?: string }>
}

/** How the partner looks, and what each client shows instead, with every place it reaches beside the form. */
export default async function BrandPage({ searchParams }: BrandPageProps) {
  const [{ locale, m }, { actor }, { host }, { client = null }] = await Promise.all([
    viewer(),
    requireSession(),
    requestContext(),
    searchParams,
  ])
  if (!can(actor, 'brand.manage')) notFound()
  const data = await page((api) => api.brand.form({ client }))
  const t = m.settings.brand
  const href = '/settings/brand'
  const tabs = [
    { href, label: t.ownTab, isCurrent: client === null },
    ...data.clients.map(({ slug, name }) => ({
      href: `${href}?client=${slug}`,
      label: name,
      isCurrent: slug === client,
    })),
  ]
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'settings')}>
      <PageHeader title={t.title} sentence={data.client ? t.clientSentence : t.sentence} />
      {data.clients.length > 0 && <Tabs label={t.whose} tabs={tabs} />}
      <BrandForm key={client} data={data} address={originOf(host)} />
    </I18nProvider>
  )
}
