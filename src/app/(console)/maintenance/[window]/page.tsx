import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { State } from '@/ui/primitives/state'
import { STATUS_GLYPHS } from '../_components/words'
import { Actions } from './_components/actions'
import { Covered, Facts, Revisions } from './_components/facts'
import { Occurrences } from './_components/occurrences'

interface Props {
  params: Promise<{ window: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.maintenance.title }
}

/** One window: state, plan, every time it happens and what the contract makes of it, what it covers, its revisions. */
export default async function MaintenanceWindowPage({ params }: Props) {
  const maintenanceId = (await params).window
  const [data, { actor }, reader] = await Promise.all([
    page((api) => api.maintenance.get({ maintenanceId })),
    requireSession(),
    viewer(),
  ])
  const { m, f, locale } = reader
  const words = m.maintenance
  const mayChange = can(actor, 'maintenance.request') && data.status !== 'cancelled'
  const { id, number, revision, status, plan } = data
  const sentence = (
    <State kind={STATUS_GLYPHS[status]}>
      {data.cancelledReason ? f(words.page.cancelled, { reason: data.cancelledReason }) : words.statuses[status]}
    </State>
  )
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'maintenance', 'common')}>
      <PageHeader
        eyebrow={f(words.page.eyebrow, { number })}
        title={data.title}
        sentence={sentence}
        actions={<Actions window={{ id, number, status, requestId: data.approvalRequestId }} mayChange={mayChange} />}
      />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Occurrences
          data={data}
          mayChange={mayChange}
          viewer={reader}
          window={{ id, number, revision, zone: plan.zone }}
        />
        <div className="grid content-start gap-6">
          <Facts data={data} viewer={reader} />
          <Covered data={data} viewer={reader} />
          <Revisions data={data} viewer={reader} />
        </div>
      </div>
    </I18nProvider>
  )
}
