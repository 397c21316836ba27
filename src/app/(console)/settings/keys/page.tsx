import type { Metadata } from 'next'
import { originOf } from '@/infra/public-url'
import { page, requestContext } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PageHeader } from '@/ui/primitives/page-header'
import { KeyTable } from './_components/key-table'
import { NewKeyButtons } from './_components/new-key-buttons'
import { SigningTable } from './_components/signing-table'
import { SourceTable } from './_components/source-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.keys.title }
}

/** What may send and read, until when, and when it last did. */
export default async function KeysPage() {
  const [{ locale, m, f, zone }, { host }] = await Promise.all([viewer(), requestContext()])
  const [keys, form, sources, signing] = await page((api) =>
    Promise.all([api.key.list({}), api.key.form({}), api.source.list({}), api.source.listSigning({})]),
  )
  const live = keys.filter(({ revokedAt, isExpired }) => revokedAt === null && !isExpired).length
  const t = m.keys
  const create = <NewKeyButtons form={form} origin={originOf(host)} />
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'keys', 'source', 'signing')}>
      <PageHeader
        title={t.title}
        sentence={live > 0 ? f(t.sentence, { count: live }) : t.sentenceNone}
        actions={create}
      />
      {keys.length > 0 ? (
        <KeyTable keys={keys} zone={zone ?? 'UTC'} />
      ) : (
        <EmptyState title={t.empty.title}>{t.empty.body}</EmptyState>
      )}
      {sources.length > 0 && <SourceTable sources={sources} zone={zone ?? 'UTC'} />}
      {signing.length > 0 && <SigningTable sources={signing} zone={zone ?? 'UTC'} />}
    </I18nProvider>
  )
}
