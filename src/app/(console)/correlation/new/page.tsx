import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { RuleForm } from '../_components/rule-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.correlation.form.newTitle }
}

/** Writes a rule, and shows while one writes what it would have made of the past. */
export default async function NewRulePage() {
  const [{ actor }, { locale, m }] = await Promise.all([requireSession(), viewer()])
  if (!can(actor, 'response.manage')) notFound()
  const words = m.correlation.form
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'correlation')}>
      <PageHeader title={words.newTitle} sentence={words.sentence} />
      <RuleForm given={null} />
    </I18nProvider>
  )
}
