import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PageHeader } from '@/ui/primitives/page-header'
import { PlantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'

interface Props {
  params: Promise<{ channel: string }>
}

const GLYPH = { waiting: 'awaiting', sent: 'ok', refused: 'down', retry: 'late' } as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.webhook.channels.title }
}

/** What one channel was asked to say, with every try and what the provider answered. */
export default async function ChannelPage({ params }: Props) {
  const channelId = (await params).channel
  const [{ channel, deliveries }, { m, f, locale, zone }] = await Promise.all([
    page((api) => api.channel.deliveries({ channelId })),
    viewer(),
  ])
  const t = m.webhook.channels
  const time = (at: Date) => <PlantTime at={at} zone={zone ?? 'UTC'} locale={locale} detail="full" />
  return (
    <>
      <PageHeader
        eyebrow={<TextLink href="/settings/channels">{t.back}</TextLink>}
        title={channel.name}
        sentence={f(t.logTitle, { name: channel.name })}
      />
      {deliveries.length === 0 && <EmptyState title={t.log}>{t.logEmpty}</EmptyState>}
      <ol className="grid gap-4">
        {deliveries.map(({ id, title, status, createdAt, tries }) => (
          <li key={id} className="border-line border-b pb-3">
            <div className="flex flex-wrap items-baseline gap-x-3">
              <State kind={GLYPH[status]}>{t.outcome[status]}</State>
              <span className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">{title}</span>
              <span className="text-12 text-ink-3">{time(createdAt)}</span>
            </div>
            <ul className="mt-1 text-12 text-ink-2">
              {tries.map(({ number, at, tookMs, detail }) => (
                <li key={number} className="[overflow-wrap:anywhere]">
                  {number}. {time(at)} · {f(t.tookMs, { count: tookMs })} · {detail}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  )
}
