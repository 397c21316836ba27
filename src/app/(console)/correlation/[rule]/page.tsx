import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { RuleForm } from '../_components/rule-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.correlation.title }
}

/** Changes a rule; a built-in one becomes the partner's own. */
export default async function RulePage({ params }: { params: Promise<{ rule: string }> }) {
  const [{ rule: id }, { rules }, { locale, m, f }] = await Promise.all([
    params,
    page((api) => api.correlation.list({})),
    viewer(),
  ])
  const rule = rules.find((each) => each.id === id)
  if (!rule) notFound()
  const words = m.correlation.form
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'correlation')}>
      <PageHeader title={f(words.editTitle, { name: rule.name })} sentence={words.sentence} />
      <RuleForm given={rule} />
    </I18nProvider>
  )
}
