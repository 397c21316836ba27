import type { Metadata } from 'next'
import type { ClientReports } from '@/services/report/list'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { readParams, type SearchParams } from '../_lib/href'
import { ReportTable } from './_components/report-table'
import { ScheduleForm } from './_components/schedule-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.report.title }
}

function sentenceOf(clients: readonly ClientReports[], { m, f }: Viewer): string {
  const rows = clients.flatMap((client) => client.rows)
  const out = rows.filter(({ status }) => status === 'released').length
  const waiting = rows.filter(({ status }) => status === 'draft' || status === 'in_review').length
  const words = m.report.sentence
  const first = out === 0 ? words.none : f(words.some, { count: out })
  return waiting === 0 ? first : `${first} ${f(words.waiting, { count: waiting })}`
}

/** Every client's reports: what is out, what waits for review, when the next goes to whom. */
export default async function ReportsPage({ searchParams }: { searchParams: SearchParams }) {
  const client = (await readParams(searchParams)).client || null
  const [{ clients }, reader] = await Promise.all([page((api) => api.report.list({ client })), viewer()])
  const { m, f, locale } = reader
  const words = m.report
  const shown = clients.filter(({ rows, setting }) => rows.length > 0 || setting)
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'report')}>
      <PageHeader title={words.title} sentence={sentenceOf(clients, reader)} />
      {shown.length === 0 && <EmptyState title={words.emptyTitle}>{words.emptyHint}</EmptyState>}
      <div className="flex flex-col gap-8">
        {shown.map((each) => (
          <Section
            key={each.slug}
            title={each.name}
            note={
              each.setting
                ? f(words.schedule.line, {
                    day: String(each.setting.dayOfMonth),
                    count: each.setting.recipients.length,
                  })
                : undefined
            }
            aside={each.setting && <ScheduleForm clientId={each.clientId} client={each.name} setting={each.setting} />}
          >
            {each.rows.length > 0 ? (
              <ReportTable client={each} viewer={reader} />
            ) : (
              <p className="py-2 text-ink-2">
                {words.emptyHint} <TextLink href={`/months?client=${each.slug}`}>{words.toMonths}</TextLink>
              </p>
            )}
          </Section>
        ))}
      </div>
    </I18nProvider>
  )
}
