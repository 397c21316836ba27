import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { PolicyTable } from './_components/policy-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.finding.policy.title }
}

/** The partner's rules for every workflow, and what breaks them. */
export default async function PoliciesPage() {
  const [lines, reader, { actor }] = await Promise.all([page((api) => api.policy.list({})), viewer(), requireSession()])
  const { m, f, locale } = reader
  const words = m.finding.policy
  const on = lines.filter(({ isEnabled }) => isEnabled).length
  return (
    <>
      <PageHeader title={words.title} sentence={f(words.sentence, { on, all: lines.length })} />
      <I18nProvider locale={locale} messages={{ finding: m.finding }}>
        <PolicyTable lines={lines} viewer={reader} mayManage={can(actor, 'governance.manage')} />
      </I18nProvider>
    </>
  )
}
