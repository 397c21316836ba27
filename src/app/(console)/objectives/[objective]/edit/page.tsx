import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { draftOf } from '../../_components/objective-draft'
import { ObjectiveForm } from '../../_components/objective-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.promise.edit }
}

/** Corrects an objective; what a contract promises cannot be measured otherwise. */
export default async function EditObjectivePage({ params }: { params: Promise<{ objective: string }> }) {
  const { objective: objectiveId } = await params
  const { objective, client } = await page((api) => api.objective.get({ objectiveId }))
  const [choices, reader] = await Promise.all([page((api) => api.objective.choices({ client: client.slug })), viewer()])
  const { locale, m, f } = reader
  const existing = { objectiveId, version: objective.version }
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'promise')}>
      <PageHeader title={f(m.promise.form.editTitle, { name: objective.name })} sentence={client.name} />
      <ObjectiveForm start={draftOf(objective)} choices={choices} existing={existing} />
    </I18nProvider>
  )
}
