import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { readParams, type SearchParams } from '../../_lib/href'
import { EMPTY_DRAFT } from '../_components/objective-draft'
import { ObjectiveForm } from '../_components/objective-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.promise.form.newTitle }
}

/** Writes a promise that is counted, and says what it means before it is made. */
export default async function NewObjectivePage({ searchParams }: { searchParams: SearchParams }) {
  const { client, workflow } = await readParams(searchParams)
  const [choices, reader] = await Promise.all([
    page((api) => api.objective.choices({ client: client || null })),
    viewer(),
  ])
  const { locale, m } = reader
  const about = choices.workflows.find(({ id }) => id === workflow)
  const start = about ? { ...EMPTY_DRAFT, scopeKind: 'workflow' as const, scopeId: about.id } : EMPTY_DRAFT
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'promise')}>
      <PageHeader title={m.promise.form.newTitle} sentence={m.promise.form.newSentence} />
      <ObjectiveForm key={choices.client?.slug} start={start} choices={choices} existing={null} />
    </I18nProvider>
  )
}
