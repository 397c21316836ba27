import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { localDay } from '@/domain/calendar/day'
import { monthDays } from '@/domain/calendar/year'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { hourWords, monthWords } from '../_components/words'
import { Aside } from './_components/aside'
import { calendarOf } from './_components/of'
import { Week } from './_components/week'
import { Year } from './_components/year'

interface Props {
  params: Promise<{ calendar: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.calendar.title }
}

/** One calendar: its week, its year, why any minute counts, who follows it, every version. */
export default async function CalendarPage({ params }: Props) {
  const { calendar: calendarId } = await params
  const [data, { actor }, reader] = await Promise.all([
    page((api) => api.calendar.get({ calendarId })),
    requireSession(),
    viewer(),
  ])
  const { m, f, locale } = reader
  const today = localDay(data.zone, data.now)
  const month = today.slice(0, 7)
  const calendar = calendarOf(data)
  const inForce = calendar.versions.findLast(({ effectiveFrom }) => effectiveFrom <= today)
  const rules = inForce?.rules ?? calendar.versions[0]?.rules
  const hours = f(m.calendar.hours, { hours: hourWords(monthDays(calendar, month).openMs, locale) })
  const mayManage = can(actor, 'calendar.manage')
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'calendar')}>
      <PageHeader
        eyebrow={<TextLink href={`/clients/${data.clientSlug}`}>{data.clientName}</TextLink>}
        title={data.name}
        sentence={inForce ? `${monthWords(month, locale)}: ${hours}` : m.calendar.page.noVersion}
        actions={
          mayManage && (
            <LinkButton look="primary" href={`/calendars/${data.id}/edit`}>
              {m.calendar.page.edit}
            </LinkButton>
          )
        }
      />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-6">
          {rules && <Week rules={rules} viewer={reader} />}
          <Year calendar={calendar} month={month} viewer={reader} />
        </div>
        <Aside data={data} today={today} mayManage={mayManage} viewer={reader} />
      </div>
    </I18nProvider>
  )
}
