import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Overrides } from '../../_components/overrides'
import { RotationForm } from '../../_components/rotation-form'

interface Props {
  params: Promise<{ rotation: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.onCall.title }
}

/** One rotation: its turns, the coming weeks with their holes, and who stands in. */
export default async function RotationPage({ params }: Props) {
  const rotationId = (await params).rotation
  const [rotation, { locale, m }] = await Promise.all([page((api) => api.onCall.rotation({ rotationId })), viewer()])
  const { id, version, name, zone, plan, people, mayChange } = rotation
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'onCall')}>
      <PageHeader eyebrow={m.onCall.title} title={name} />
      <div className="grid gap-8">
        <RotationForm
          key={version}
          given={{ id, version, name, zone, plan }}
          start={{ name, zone, plan }}
          people={people}
          mayChange={mayChange}
        />
        <Overrides rotation={rotation} mayChange={mayChange} />
      </div>
    </I18nProvider>
  )
}
