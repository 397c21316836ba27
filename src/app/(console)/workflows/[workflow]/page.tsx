import type { Metadata } from 'next'
import { cache } from 'react'
import { can } from '@/domain/access/actor'
import { EXECUTION_STATUSES } from '@/domain/execution/merge'
import { page, requireSession } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { ObjectiveList } from '../../_components/objective-list'
import { instantOf, oneOf, readParams, type SearchParams } from '../../_lib/href'
import { Changes, Counts, IncidentHistory, Rules } from './_components/aside'
import { DayStrip } from './_components/day-strip'
import { Facts } from './_components/facts'
import { Head } from './_components/head'
import { Days, DurationPicture, Hours } from './_components/history'
import { Runs } from './_components/runs'

interface Props {
  params: Promise<{ workflow: string }>
  searchParams: SearchParams
}

/** Name and page come from one read. */
const read = cache(async (workflowId: string, query: string) => {
  const params = Object.fromEntries(new URLSearchParams(query))
  const status = oneOf(EXECUTION_STATUSES, params.status)
  const filter = { status, from: instantOf(params.from), to: instantOf(params.to) }
  const afterAt = instantOf(params.afterAt)
  const after = afterAt && params.after ? { anchorAt: afterAt, id: params.after } : null
  return { filter, data: await page((api) => api.workflow.get({ workflowId, ...filter, after })) }
})

async function readPage({ params, searchParams }: Props) {
  const query = Object.entries(await readParams(searchParams)).flatMap(([name, value]): [string, string][] =>
    value ? [[name, value]] : [],
  )
  return read((await params).workflow, new URLSearchParams(query).toString())
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await readPage(props)).data.workflow.name }
}

/** One automation: what it should do, what it did, and what breaks it. */
export default async function WorkflowPage(props: Props) {
  const [{ data, filter }, objectives, reader, session] = await Promise.all([
    readPage(props),
    props.params.then(({ workflow: workflowId }) => page((api) => api.objective.list({ workflowId }))),
    viewer(),
    requireSession(),
  ])
  const { m, f } = reader
  const { workflow } = data
  const newFor = `client=${workflow.client.slug}&workflow=${workflow.id}`
  return (
    <>
      <Head data={data} viewer={reader} mayManage={can(session.actor, 'workflow.manage')} />
      <Facts data={data} viewer={reader} />
      <div className="mt-6 grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Days data={data} viewer={reader} />
          <Section title={m.workflow.strip} note={f(m.workflow.stripNote, { zone: workflow.zone })}>
            <DayStrip data={data} viewer={reader} />
          </Section>
          <div className="grid gap-x-8 gap-y-6 xl:grid-cols-2">
            <Hours data={data} viewer={reader} />
            <DurationPicture data={data} viewer={reader} />
          </div>
          <Runs data={data} filter={filter} viewer={reader} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Counts data={data} viewer={reader} />
          <Rules data={data} viewer={reader} mayManage={can(session.actor, 'expectation.manage')} />
          <ObjectiveList list={objectives} viewer={reader} newFor={newFor} />
          <IncidentHistory data={data} viewer={reader} />
          <Changes data={data} viewer={reader} />
        </div>
      </div>
    </>
  )
}
