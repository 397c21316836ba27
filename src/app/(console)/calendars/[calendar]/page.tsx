import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { localDay, wallTime } from '@/domain/calendar/day'
import { monthDays } from '@/domain/calendar/year'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { hourWords, monthWords } from '../_components/words'
import { AssignForm } from './_components/assign-form'
import { ExplainBox } from './_components/explain-box'
import { calendarOf } from './_components/of'
import { Places } from './_components/places'
import { Versions } from './_components/versions'
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
  const places = data.places.map(({ id, siteId, level, name, zone }) => ({ id, siteId, level, name, zone }))
  const here = data.places.find(({ follows }) => follows?.calendarId === data.id) ?? data.places[0]
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
        <div className="grid content-start gap-6">
          {here && (
            <Section title={m.calendar.explain.title}>
              <ExplainBox
                places={places}
                first={{ placeId: here.id, local: `${wallTime(here.zone, data.now).slice(0, 10)}T02:30` }}
              />
            </Section>
          )}
          <Places data={data} viewer={reader}>
            {mayManage && places.length > 0 && <AssignForm calendarId={data.id} places={places} today={today} />}
          </Places>
          <Versions data={data} today={today} viewer={reader} />
        </div>
      </div>
    </I18nProvider>
  )
}
