import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { PolicyForm } from '../../_components/policy-form'

interface Props {
  params: Promise<{ policy: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.onCall.policies }
}

/** One policy: for what, and in which order people are called. */
export default async function PolicyPage({ params }: Props) {
  const escalationPolicyId = (await params).policy
  const [data, { actor }, { locale, m }] = await Promise.all([
    page((api) => api.onCall.policyForm({ escalationPolicyId })),
    requireSession(),
    viewer(),
  ])
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'onCall')}>
      <PageHeader eyebrow={m.onCall.policies} title={data.policy?.name ?? ''} />
      <PolicyForm
        key={data.policy?.version}
        data={data}
        mayChange={can(actor, 'response.manage') && (data.isWhole || data.policy?.clientId !== null)}
      />
    </I18nProvider>
  )
}
