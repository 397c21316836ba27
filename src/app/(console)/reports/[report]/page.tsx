import type { Metadata } from 'next'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { ReportView } from '@/ui/report/report-view'
import { readParams, type SearchParams } from '../../_lib/href'
import { reportMonth, STATUS_GLYPHS } from '../_components/words'
import { Deliveries } from './_components/deliveries'
import { docOf } from './_components/doc-of'
import { EditWords } from './_components/edit-words'
import { FigurePanel } from './_components/figure-panel'
import { Files } from './_components/files'
import { ReleaseActions } from './_components/release-actions'

interface Props {
  params: Promise<{ report: string }>
  searchParams: SearchParams
}

const read = cache((reportId: string) => page((api) => api.report.get({ reportId })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [report, reader] = await Promise.all([read((await params).report), viewer()])
  return { title: `${report.clientName}, ${reportMonth(report, reader)}` }
}

/** One report: read it, open its figures, write beside them, let it out, see who got it. */
export default async function ReportPageView({ params, searchParams }: Props) {
  const [{ report: reportId }, query, reader] = await Promise.all([params, readParams(searchParams), viewer()])
  const report = await read(reportId)
  const { m, locale } = reader
  const language = query.locale === 'de' || query.locale === 'en' ? query.locale : report.locale
  const figure = query.figure ? await page((api) => api.report.figure({ reportId, figure: query.figure ?? '' })) : null
  const isOpen = report.status === 'draft' || report.status === 'in_review'
  const { clientName, status, version, note, risks, actions, recipients } = report
  const hrefOf = (name: string) => `/reports/${reportId}?locale=${language}&figure=${name}`
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'report')}>
      <PageHeader
        title={reportMonth(report, reader)}
        eyebrow={
          <>
            <TextLink quiet href="/reports">
              {m.report.title}
            </TextLink>
            <TextLink quiet href={`/clients/${report.clientSlug}`}>
              {clientName}
            </TextLink>
            <State kind={STATUS_GLYPHS[status]}>{m.report.states[status]}</State>
          </>
        }
        actions={
          report.mayRelease && <ReleaseActions {...{ reportId, version, status, recipients }} client={clientName} />
        }
      />
      <div className="flex flex-col gap-8">
        <Files report={report} language={language} viewer={reader} />
        {figure && <FigurePanel figure={figure} back={`/reports/${reportId}?locale=${language}`} viewer={reader} />}
        {report.mayRelease && isOpen && (
          <EditWords key={version} {...{ reportId, version, note, risks, actions }} client={clientName} />
        )}
        <ReportView doc={docOf(report, language)} hrefOf={hrefOf} />
        {report.mayRelease && <Deliveries report={report} viewer={reader} />}
      </div>
    </I18nProvider>
  )
}
