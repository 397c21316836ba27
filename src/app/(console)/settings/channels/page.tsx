import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PageHeader } from '@/ui/primitives/page-header'
import { AddChannel } from './_components/add-channel'
import { ChannelTable } from './_components/channel-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.webhook.channels.title }
}

/** Where pages and messages go besides mails to people. */
export default async function ChannelsPage() {
  const { locale, m, f, zone } = await viewer()
  const [channels, { clients }] = await page((api) => Promise.all([api.channel.list({}), api.maintenance.form({})]))
  const t = m.webhook.channels
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'webhook')}>
      <PageHeader
        title={t.title}
        sentence={channels.length > 0 ? f(t.sentence, { count: channels.length }) : t.lead}
        actions={<AddChannel clients={clients.map(({ id, name }) => ({ id, name }))} />}
      />
      {channels.length > 0 ? (
        <ChannelTable channels={channels} zone={zone ?? 'UTC'} />
      ) : (
        <EmptyState title={t.empty.title}>{t.empty.body}</EmptyState>
      )}
    </I18nProvider>
  )
}
