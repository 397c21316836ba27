import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { PolicyForm } from '../../_components/policy-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.onCall.form.newPolicy }
}

/** A new order in which people are called. */
export default async function NewPolicyPage() {
  const { actor } = await requireSession()
  if (!can(actor, 'response.manage')) notFound()
  const [data, { locale, m }] = await Promise.all([
    page((api) => api.onCall.policyForm({ escalationPolicyId: null })),
    viewer(),
  ])
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'onCall')}>
      <PageHeader title={m.onCall.form.newPolicy} />
      <PolicyForm data={data} mayChange />
    </I18nProvider>
  )
}
