import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/domain/access/actor'
import { addDays, localDay } from '@/domain/calendar/day'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { calendarOf } from '../_components/of'
import { Editor } from './_components/editor'

interface Props {
  params: Promise<{ calendar: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.calendar.page.edit }
}

/** A new version, begun from the latest rules; what it changes is shown before it is added. */
export default async function EditCalendarPage({ params }: Props) {
  const { calendar: calendarId } = await params
  const { actor } = await requireSession()
  if (!can(actor, 'calendar.manage')) notFound()
  const [data, { locale, m, f }] = await Promise.all([page((api) => api.calendar.get({ calendarId })), viewer()])
  const latest = calendarOf(data).versions.at(-1)
  if (!latest?.rules) notFound()
  const basedOn = Math.max(...data.versions.map(({ number }) => number))
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'calendar')}>
      <PageHeader
        eyebrow={<TextLink href={`/calendars/${data.id}`}>{data.name}</TextLink>}
        title={f(m.calendar.edit.title, { name: data.name })}
        sentence={m.calendar.edit.sentence}
      />
      <Editor
        calendar={{ id: data.id, name: data.name, zone: data.zone, basedOn }}
        rules={latest.rules}
        firstDay={addDays(localDay(data.zone, data.now), 1)}
      />
    </I18nProvider>
  )
}
