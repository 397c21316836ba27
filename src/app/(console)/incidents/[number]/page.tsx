import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { oneOf, readParams, type SearchParams, wholeOf } from '../../_lib/href'
import { Retries } from '../../_retry/retries'
import { Actions } from './_components/actions'
import { Cause } from './_components/cause'
import { Clocks } from './_components/clocks'
import { Answers } from './_components/header'
import { Heading } from './_components/heading'
import { PauseButton } from './_components/pause-button'
import { READERS, Story } from './_components/story'

interface Props {
  params: Promise<{ number: string }>
  searchParams: SearchParams
}

/** `2041` and `INC-2041` are one address. */
const read = cache(async (text: string) => {
  const number = wholeOf(text.replace(/^inc-/i, ''))
  if (number === null) notFound()
  return page((api) =>
    Promise.all([api.incident.get({ number }), api.run.aroundIncident({ number }), api.brand.read({})]),
  )
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ incident }] = await read((await params).number)
  return { title: `INC-${incident.number} ${incident.title}` }
}

/** One incident: which, where, what it costs, how quickly; then the story and the likely cause. */
export default async function IncidentPage({ params, searchParams }: Props) {
  const [[data, around, brand], query, reader] = await Promise.all([
    read((await params).number),
    readParams(searchParams),
    viewer(),
  ])
  const { locale } = reader
  const { incident } = data
  const number = String(incident.number)
  const zone = incident.site?.zone ?? around.workflow.zone
  const now = new Date()
  const failedRunId = around.firstFailure?.id ?? incident.executionId
  const frame = { data, around, zone, viewer: reader }
  const subject = { incidentId: incident.id, number, client: incident.client.name, partner: brand.brandName }
  return (
    <>
      <Heading
        {...frame}
        now={now}
        actions={
          data.mayRespond && (
            <I18nProvider locale={locale} messages={pickMessages(locale, 'incident', 'promise')}>
              {data.promise && incident.status !== 'resolved' && (
                <PauseButton subject={subject} isPaused={data.promise.paused !== null} reasons={data.promise.reasons} />
              )}
              <Actions subject={subject} status={incident.status} />
            </I18nProvider>
          )
        }
      />
      <Answers {...frame} />
      <Clocks promise={data.promise} zone={zone} viewer={reader} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Story frame={frame} partner={brand.brandName} reader={oneOf(READERS, query.notes)} now={now} />
        <div className="flex min-w-0 flex-col gap-6">
          <Cause {...frame} />
          {failedRunId && <Retries executionId={failedRunId} zone={zone} viewer={reader} />}
        </div>
      </div>
    </>
  )
}
