import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { Importer } from './_components/importer'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.clientImport.title }
}

/** Many clients from one file: looked at first, then written exactly so. */
export default async function ImportPage() {
  const [{ actor }, { m, locale }] = await Promise.all([requireSession(), viewer()])
  if (!can(actor, 'client.manage')) notFound()
  const t = m.clientImport
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'clientImport')}>
      <PageHeader
        title={t.title}
        sentence={t.sentence}
        actions={
          <LinkButton href="/clients/import/template.csv" prefetch={false}>
            {t.template}
          </LinkButton>
        }
      />
      <Importer />
    </I18nProvider>
  )
}
