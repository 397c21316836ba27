import type { Metadata } from 'next'
import { originOf } from '@/infra/public-url'
import { page, requestContext } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { AccessForm } from './_components/access-form'
import { Manual } from './_components/manual'
import { StepsForm } from './_components/steps-form'
import { Subscribers } from './_components/subscribers'

interface Props {
  params: Promise<{ client: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.portals.title }
}

/** One client's portal: who may open it, what it shows, what is said by hand, who listens. */
export default async function PortalSettingsPage({ params }: Props) {
  const { client } = await params
  const [portal, { m, locale, f }, { host }] = await Promise.all([
    page((api) => api.portal.get({ client })),
    viewer(),
    requestContext(),
  ])
  const words = m.portals
  const address = portal.host ? `${originOf(portal.host)}/` : `/portal/${portal.slug}`
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'portals')}>
      <PageHeader
        title={`${words.title}: ${portal.name}`}
        sentence={`${words.access[portal.access]}. ${f(words.confirmed, { count: portal.subscribers })}.`}
        actions={<LinkButton href={address}>{words.open}</LinkButton>}
      />
      <div className="grid gap-8 lg:grid-cols-2">
        <AccessForm portal={portal} origin={portal.host ? originOf(portal.host) : originOf(host)} />
        <StepsForm portal={portal} />
        <Manual portal={portal} />
        <Subscribers portal={portal} />
      </div>
    </I18nProvider>
  )
}
