import type { Metadata } from 'next'
import { cache } from 'react'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { ObjectiveList } from '../../_components/objective-list'
import { WorkflowTable } from '../../workflows/_components/workflow-table'
import { Members, Plants, Sources, SystemList } from './_components/aside'
import { Head } from './_components/head'
import { Incidents, IncidentTasks } from './_components/incident-tasks'
import { Processes } from './_components/processes'

interface Props {
  params: Promise<{ client: string }>
}

const read = cache((slug: string) => page((api) => api.client.overview({ slug })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).client)).client.name }
}

/** One manufacturer: what runs for it, where, between which systems, and who looks after it. */
export default async function ClientPage({ params }: Props) {
  const slug = (await params).client
  const [data, objectives, reader, session] = await Promise.all([
    read(slug),
    page((api) => api.objective.list({ client: slug })),
    viewer(),
    requireSession(),
  ])
  const { m, f } = reader
  const { client } = data
  const now = new Date()
  const mayManage = can(session.actor, 'client.manage')
  const mayClaim = can(session.actor, 'workflow.manage')
  return (
    <>
      <Head data={data} viewer={reader} />
      <Incidents lines={data.incidents.filter(({ isListed }) => isListed)} viewer={reader} />
      <IncidentTasks slug={slug} viewer={reader} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Processes data={data} now={now} viewer={reader} />
          {data.unclaimed.length > 0 && (
            <Section title={m.client.unclaimed} note={m.client.unclaimedNote}>
              <WorkflowTable
                {...{ rows: data.unclaimed, now, viewer: reader, claim: mayClaim }}
                empty={null}
                hasClient={false}
              />
            </Section>
          )}
          {data.retired > 0 && (
            <p>
              <a
                className="text-brand-link hover:underline"
                href={`/workflows?client=${client.slug}&lifecycle=retired`}
              >
                {f(m.client.retired, { count: data.retired })}
              </a>
            </p>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <ObjectiveList list={objectives} viewer={reader} newFor={`client=${client.slug}`} />
          <Plants data={data} viewer={reader} now={now} mayManage={mayManage} />
          <SystemList data={data} viewer={reader} />
          <Sources data={data} viewer={reader} mayManage={can(session.actor, 'key.manage')} />
          <Members data={data} viewer={reader} />
        </div>
      </div>
    </>
  )
}
