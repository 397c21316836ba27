import type { Metadata } from 'next'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { oneOf, readParams, type SearchParams } from '../../_lib/href'
import { Retries } from '../../_retry/retries'
import { EscalationPanel } from '../_components/escalation-panel'
import { Causes } from './_cause/causes'
import { Why } from './_cause/why'
import { Actions } from './_components/actions'
import { Clocks } from './_components/clocks'
import { Members, Signals } from './_components/group'
import { Answers } from './_components/header'
import { Heading } from './_components/heading'
import { PauseButton } from './_components/pause-button'
import { readIncident, readWork } from './_components/read'
import { READERS, Story } from './_components/story'
import { Tasks } from './_components/tasks'
import { workOf } from './_components/work-of'
import { WORK_DIALOGS } from './_work/work'

interface Props {
  params: Promise<{ number: string }>
  searchParams: SearchParams
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { incident } = (await readIncident((await params).number)).data
  return { title: `INC-${incident.number} ${incident.title}` }
}

/** One incident: which, where, what it costs, how quickly; then the story and the facts about its cause. */
export default async function IncidentPage({ params, searchParams }: Props) {
  const all = await readIncident((await params).number)
  const [{ tasks, targets, calls }, query, reader] = await Promise.all([
    readWork(all),
    readParams(searchParams),
    viewer(),
  ])
  const { data, around, brand, group, cause } = all
  const [{ locale }, { incident }] = [reader, data]
  const zone = incident.site?.zone ?? around.workflow.zone
  const now = new Date()
  const failedRunId = around.firstFailure?.id ?? incident.executionId
  const frame = { data, around, zone, viewer: reader }
  const { id: incidentId, number, client } = incident
  const subject = { incidentId, number: String(number), client: client.name, partner: brand.name }
  const actions = data.mayRespond && (
    <>
      {data.promise && incident.status !== 'resolved' && (
        <PauseButton subject={subject} isPaused={data.promise.paused !== null} reasons={data.promise.reasons} />
      )}
      <Actions
        subject={subject}
        status={incident.status}
        work={workOf({ data, group, targets, zone, locale })}
        initial={oneOf(WORK_DIALOGS, query.do)}
      />
    </>
  )
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'incident', 'incidentWork', 'promise')}>
      <Heading {...frame} now={now} group={group} actions={actions} />
      <Answers {...frame} />
      <Clocks promise={data.promise} zone={zone} viewer={reader} />
      <Members frame={frame} group={group} now={now} />
      <Tasks tasks={tasks} now={now} viewer={reader} mayRespond={data.mayRespond} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Story frame={frame} partner={brand.name} reader={oneOf(READERS, query.notes)} now={now} />
        <div className="flex min-w-0 flex-col gap-6">
          <Why {...frame} />
          {calls && <EscalationPanel story={calls} zone={zone} viewer={reader} />}
          <Causes frame={frame} facts={cause} />
          <Signals frame={frame} group={group} now={now} />
          {failedRunId && <Retries executionId={failedRunId} zone={zone} viewer={reader} />}
        </div>
      </div>
    </I18nProvider>
  )
}
