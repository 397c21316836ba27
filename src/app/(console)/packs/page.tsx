import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { BuildForm } from './_components/build-form'
import { PackTable } from './_components/pack-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.proof.packs.title }
}

/** Evidence packs: build one of a frozen month, take it, and see how it is checked. */
export default async function PacksPage() {
  const { m, locale, zone = 'UTC' } = await viewer()
  const { rows, frozen } = await page((api) => api.pack.list({}))
  const t = m.proof.packs
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'proof')}>
      <PageHeader title={t.title} sentence={t.sentence} />
      {frozen.length === 0 ? (
        <EmptyState title={t.noFrozenTitle} action={<LinkButton href="/months">{t.toMonths}</LinkButton>}>
          {t.noFrozenHint}
        </EmptyState>
      ) : (
        <>
          <BuildForm frozen={frozen} />
          <PackTable rows={rows} zone={zone} />
        </>
      )}
    </I18nProvider>
  )
}
