import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { MaintenanceForm } from '../_components/maintenance-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.maintenance.form.newTitle }
}

const DAY_MS = 86_400_000

/** Plans a window and asks somebody else to approve it. */
export default async function NewMaintenancePage() {
  const { actor } = await requireSession()
  if (!can(actor, 'maintenance.request')) notFound()
  const [{ clients }, { locale, m }] = await Promise.all([page((api) => api.maintenance.form({})), viewer()])
  const inAWeek = new Date(Date.now() + 7 * DAY_MS).toISOString().slice(0, 10)
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'maintenance')}>
      <PageHeader title={m.maintenance.form.newTitle} sentence={m.maintenance.form.newSentence} />
      <MaintenanceForm clients={clients} given={null} start={`${inAWeek}T22:00`} />
    </I18nProvider>
  )
}
