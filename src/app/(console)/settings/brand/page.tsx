import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { isClientRole } from '@/domain/access/roles'
import { originOf } from '@/infra/public-url'
import { page, requestContext, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { BrandForm } from './brand-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.settings.brand.title }
}

/** Name and colour, with every place they reach beside them. The partner's house: people of a client have no business here. */
export default async function BrandPage() {
  const [{ locale, m }, { actor }, { host }] = await Promise.all([viewer(), requireSession(), requestContext()])
  if (isClientRole(actor.role)) notFound()
  const { brandName, brandColor } = await page((api) => api.brand.read({}))
  const t = m.settings.brand
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'settings')}>
      <PageHeader title={t.title} sentence={t.sentence} />
      <BrandForm brand={{ brandName, brandColor }} address={originOf(host)} isReadOnly={!can(actor, 'brand.manage')} />
    </I18nProvider>
  )
}
