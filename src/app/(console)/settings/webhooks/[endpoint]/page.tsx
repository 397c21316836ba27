import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { plantTime } from '@/ui/primitives/plant-time'
import { TextLink } from '@/ui/primitives/text-link'
import { WebhookActions } from '../_components/webhook-actions'
import { Deliveries } from './deliveries'

interface Props {
  params: Promise<{ endpoint: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.webhook.title }
}

/** One endpoint: its state and secret, and every delivery with its tries. */
export default async function WebhookPage({ params }: Props) {
  const endpointId = (await params).endpoint
  const [{ endpoint, data }, { m, f, locale, zone }] = await Promise.all([
    page((api) => api.webhook.deliveries({ endpointId })),
    viewer(),
  ])
  const t = m.webhook
  const { disabledReason, oldSecretUntil, secretHint, clientName, url, types, name, status } = endpoint
  const until = oldSecretUntil && plantTime(oldSecretUntil, { zone: zone ?? 'UTC', locale, detail: 'full' })
  const why = status === 'disabled' && disabledReason ? ` ${t.reason[disabledReason]}` : ''
  const facts = [
    url,
    clientName ?? t.channels.allClients,
    types.map((type) => (type in t.typeNames ? t.typeNames[type as keyof typeof t.typeNames] : type)).join(', '),
    until ? f(t.twoSecrets, { at: until }) : f(t.secretLine, { hint: secretHint }),
  ]
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'webhook')}>
      <PageHeader
        eyebrow={<TextLink href="/settings/webhooks">{t.back}</TextLink>}
        title={name}
        sentence={`${t.status[status]}.${why}`}
        actions={<WebhookActions endpoint={endpoint} />}
      />
      <ul className="mb-6 text-13 text-ink-2">
        {facts.map((fact) => (
          <li key={fact} className="[overflow-wrap:anywhere]">
            {fact}
          </li>
        ))}
      </ul>
      <Deliveries endpointId={endpointId} deliveries={data} t={t} f={f} locale={locale} zone={zone ?? 'UTC'} />
    </I18nProvider>
  )
}
