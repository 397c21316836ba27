import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PageHeader } from '@/ui/primitives/page-header'
import { AddWebhook } from './_components/add-webhook'
import { WebhookTable } from './_components/webhook-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.webhook.title }
}

/** Programs that are told what happens. */
export default async function WebhooksPage() {
  const { locale, m, f } = await viewer()
  const [{ data }, { clients }] = await page((api) => Promise.all([api.webhook.list({}), api.maintenance.form({})]))
  const t = m.webhook
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'webhook')}>
      <PageHeader
        title={t.title}
        sentence={data.length > 0 ? f(t.sentence, { count: data.length }) : t.lead}
        actions={<AddWebhook clients={clients.map(({ id, name }) => ({ id, name }))} />}
      />
      {data.length > 0 ? (
        <WebhookTable endpoints={data} />
      ) : (
        <EmptyState title={t.empty.title}>{t.empty.body}</EmptyState>
      )}
    </I18nProvider>
  )
}
