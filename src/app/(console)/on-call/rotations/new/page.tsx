import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { RotationForm } from '../../_components/rotation-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.onCall.form.newRotation }
}

/** A new list of people taking turns, from today, with whoever writes it as the first. */
export default async function NewRotationPage() {
  const { actor } = await requireSession()
  if (!can(actor, 'response.manage')) notFound()
  const [{ people, isWhole }, { locale, m }] = await Promise.all([
    page((api) => api.onCall.policyForm({ escalationPolicyId: null })),
    viewer(),
  ])
  if (!isWhole) notFound()
  const first = people.find(({ userId }) => actor.kind === 'user' && userId === actor.id) ?? people[0]
  const plan = {
    cadence: 'weekly' as const,
    handoffTime: '08:00',
    firstDay: new Date().toISOString().slice(0, 10),
    memberIds: first ? [first.userId] : [],
    hours: [],
  }
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'onCall')}>
      <PageHeader title={m.onCall.form.newRotation} />
      <RotationForm given={null} start={{ name: '', zone: 'Europe/Berlin', plan }} people={people} mayChange />
    </I18nProvider>
  )
}
