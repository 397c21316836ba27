import type { Metadata } from 'next'
import { cache } from 'react'
import { can } from '@/domain/access/actor'
import type { ClientOverview } from '@/services/client/overview'
import { isAbnormal } from '@/services/health/state'
import { page, requireSession } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { buttonClass } from '@/ui/primitives/button'
import { Glyph } from '@/ui/primitives/glyph'
import { PageHeader } from '@/ui/primitives/page-header'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { stateGlyph } from '../../_components/health'
import { IncidentTable } from '../../_components/incident-table'
import { WorkflowTable } from '../../workflows/_components/workflow-table'
import { Members, Plants, Sources, SystemList } from './_components/aside'
import { Processes } from './_components/processes'

interface Props {
  params: Promise<{ client: string }>
}

const read = cache((slug: string) => page((api) => api.client.overview({ slug })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).client)).client.name }
}

function sentenceOf({ client, processes, loose }: ClientOverview, { m, f, locale, zone }: Viewer): string {
  const words = m.client.sentence
  if (client.archivedAt)
    return f(words.archived, { at: plantTime(client.archivedAt, { zone: zone ?? 'UTC', locale, detail: 'date' }) })
  const rows = [...processes.flatMap(({ workflows }) => workflows), ...loose]
  const abnormal = rows.filter(({ health }) => isAbnormal(health.state))
  if (rows.length === 0) return words.empty
  if (abnormal.length === 0) return f(words.calm, { count: rows.length })
  return f(words.abnormal, {
    count: abnormal.length,
    names: new Intl.ListFormat(locale).format(abnormal.slice(0, 4).map(({ name }) => name)),
  })
}

/** One manufacturer: what runs for it, where, between which systems, and who looks after it. */
export default async function ClientPage({ params }: Props) {
  const [data, reader, session] = await Promise.all([read((await params).client), viewer(), requireSession()])
  const { m, f } = reader
  const { client } = data
  const now = new Date()
  const mayManage = can(session.actor, 'client.manage')
  const mayClaim = can(session.actor, 'workflow.manage')
  const title = (
    <span className="flex items-center gap-2">
      <Glyph kind={stateGlyph(data.state)} size={20} />
      {client.name}
    </span>
  )
  const actions = (
    <>
      {client.portalPublic ? (
        <a className={buttonClass()} href={`/portal/${client.slug}`} target="_blank" rel="noreferrer">
          {m.client.portal}
        </a>
      ) : (
        <span className="self-center text-12 text-ink-3">{m.client.portalClosed}</span>
      )}
    </>
  )
  return (
    <>
      <PageHeader
        eyebrow={client.sites.map(({ id, city }) => <span key={id}>{city}</span>)}
        title={title}
        sentence={sentenceOf(data, reader)}
        actions={actions}
      />
      {data.incidents.length > 0 && (
        <Section title={m.client.incidents} className="mb-6">
          <IncidentTable lines={data.incidents} now={now} viewer={reader} empty={null} hasClient={false} />
        </Section>
      )}
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Processes data={data} now={now} viewer={reader} />
          {data.unclaimed.length > 0 && (
            <Section title={m.client.unclaimed} note={m.client.unclaimedNote}>
              <WorkflowTable
                rows={data.unclaimed}
                now={now}
                viewer={reader}
                empty={null}
                hasClient={false}
                claim={mayClaim}
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
          <Plants data={data} viewer={reader} now={now} mayManage={mayManage} />
          <SystemList data={data} viewer={reader} />
          <Sources data={data} viewer={reader} mayManage={can(session.actor, 'key.manage')} />
          <Members data={data} viewer={reader} />
        </div>
      </div>
    </>
  )
}
