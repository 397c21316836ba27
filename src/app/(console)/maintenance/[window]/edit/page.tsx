import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { hasBegun } from '@/domain/maintenance/lifecycle'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { MaintenanceForm } from '../../_components/maintenance-form'

interface Props {
  params: Promise<{ window: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.maintenance.page.edit }
}

/** A new revision of a window; it needs a new approval. */
export default async function EditMaintenancePage({ params }: Props) {
  const { actor } = await requireSession()
  const maintenanceId = (await params).window
  if (!can(actor, 'maintenance.request')) notFound()
  const [data, { clients }, { locale, m, f }] = await Promise.all([
    page((api) => api.maintenance.get({ maintenanceId })),
    page((api) => api.maintenance.form({})),
    viewer(),
  ])
  const { id, revision, clientId, title, work, scope, plan, number } = data
  const needsReason = data.status !== 'draft' && hasBegun(plan, data.createdAt, data.now)
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'maintenance')}>
      <PageHeader
        eyebrow={<TextLink href={`/maintenance/${id}`}>{title}</TextLink>}
        title={f(m.maintenance.form.editTitle, { number })}
        sentence={m.maintenance.form.editSentence}
      />
      <MaintenanceForm
        clients={clients}
        given={{ id, revision, clientId, title, work, scope, plan, needsReason }}
        start={plan.startLocal}
      />
    </I18nProvider>
  )
}
