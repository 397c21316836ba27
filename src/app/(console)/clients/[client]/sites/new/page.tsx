import type { Metadata } from 'next'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { EquipmentForm } from './_components/equipment-form'
import { PlantTree } from './_components/plant-tree'
import { SiteForm } from './_components/site-form'

interface Props {
  params: Promise<{ client: string }>
}

/** Title and page come from one read. */
const read = cache((client: string) => page((api) => api.client.form({ client })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ m, f }, { client }] = await Promise.all([viewer(), params.then((given) => read(given.client))])
  return { title: f(m.registry.site.title, { client: client.name }) }
}

/** Plants of a client, and under them areas and lines. */
export default async function NewSitePage({ params }: Props) {
  const [{ locale, m, f }, form] = await Promise.all([viewer(), params.then((given) => read(given.client))])
  const { client, sites, equipment } = form
  const words = m.registry
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'registry')}>
      <PageHeader
        title={f(words.site.title, { client: client.name })}
        sentence={words.site.sentence}
        actions={
          <LinkButton href={`/clients/${client.slug}`}>{f(words.site.toClient, { client: client.name })}</LinkButton>
        }
      />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <Section title={words.site.add}>
          <SiteForm clientId={client.id} zones={zones} />
        </Section>
        <div className="flex min-w-0 flex-col gap-8">
          <Section title={words.site.existing}>
            <PlantTree sites={sites} equipment={equipment} words={words} />
          </Section>
          <Section title={words.equipment.title} note={words.equipment.note}>
            <EquipmentForm sites={sites} equipment={equipment} />
          </Section>
        </div>
      </div>
    </I18nProvider>
  )
}
