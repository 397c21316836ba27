import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PageHeader } from '@/ui/primitives/page-header'
import { DeadLetterTable } from './_components/dead-letter-table'
import { RetryAll } from './_components/retry-all'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.deadLetter.title }
}

/** Events that could not be taken in, and the way to send them again. */
export default async function DeadLettersPage() {
  const { m, locale, zone = 'UTC' } = await viewer()
  const { rows } = await page((api) => api.deadLetter.list({}))
  const open = rows.filter(({ mayRetry }) => mayRetry).map(({ id }) => id)
  const t = m.deadLetter
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'deadLetter')}>
      <PageHeader
        title={t.title}
        sentence={t.sentence}
        actions={open.length > 1 && <RetryAll deadLetterIds={open} />}
      />
      {rows.length === 0 ? (
        <EmptyState title={t.emptyTitle}>{t.emptyHint}</EmptyState>
      ) : (
        <DeadLetterTable rows={rows} zone={zone} />
      )}
    </I18nProvider>
  )
}
