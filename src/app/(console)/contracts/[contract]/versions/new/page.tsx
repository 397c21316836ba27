import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { draftOfTerms, EMPTY_TERMS } from './_components/terms-draft'
import { VersionForm } from './_components/version-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.contract.addVersion }
}

/** Writes the next version, beginning with the terms of the latest, and shows what it changes before it binds. */
export default async function NewVersionPage({ params }: { params: Promise<{ contract: string }> }) {
  const { contract: contractId } = await params
  const [data, { locale, m, f }] = await Promise.all([page((api) => api.contract.get({ contractId })), viewer()])
  if (!data.mayManage || data.contract.endsOn !== null) notFound()
  const latest = data.versions[0] ?? null
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'contract', 'promise')}>
      <PageHeader
        title={f(m.contract.editor.title, { name: data.contract.name })}
        eyebrow={data.client.name}
        sentence={m.contract.editor.sentence}
      />
      <VersionForm data={data} latest={latest} start={latest ? draftOfTerms(latest.terms) : EMPTY_TERMS} />
    </I18nProvider>
  )
}
