import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { CalendarForm } from '../_components/calendar-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.calendar.form.title }
}

/** A calendar from a pattern; nobody follows it yet. */
export default async function NewCalendarPage() {
  const { actor } = await requireSession()
  if (!can(actor, 'calendar.manage')) notFound()
  const [{ clients }, { locale, m }] = await Promise.all([page((api) => api.maintenance.form({})), viewer()])
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'calendar')}>
      <PageHeader title={m.calendar.form.title} sentence={m.calendar.form.sentence} />
      <CalendarForm clients={clients} firstDay={`${new Date().getUTCFullYear()}-01-01`} />
    </I18nProvider>
  )
}
