import type { Metadata } from 'next'
import { cache } from 'react'
import { can } from '@/domain/access/actor'
import type { ChangeDetail } from '@/services/change/get'
import { page, requireSession } from '@/trpc/server'
import { I18nProvider } from '@/ui/i18n/context'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { ChangeState } from '../../_governance/change-status'
import { DecideBox } from '../../_governance/decide-box'
import { Actions } from './_components/actions'
import { Story } from './_components/story'
import { Difference, Reasons } from './_components/text'

interface Props {
  params: Promise<{ change: string }>
}

const read = cache((changeId: string) => page((api) => api.change.get({ changeId })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number, title } = await read((await params).change)
  return { title: `CHG-${number} ${title}` }
}

function Facts({ change, viewer: { m } }: { change: ChangeDetail; viewer: Viewer }) {
  const words = m.approval.change
  const items = [
    { term: words.asked, value: change.requesterName },
    ...(change.authors.length > 0 ? [{ term: words.authors, value: change.authors.join(', ') }] : []),
    {
      term: words.hash,
      value: (
        <span className="font-mono text-12" title={words.hashHint}>
          {change.contentHash.slice(0, 12)}
        </span>
      ),
    },
  ]
  return <DefinitionList items={items} />
}

/** One change: what differs, why, who decides, what happened. */
export default async function ChangePage({ params }: Props) {
  const [change, reader, { actor }] = await Promise.all([read((await params).change), viewer(), requireSession()])
  const { m, f, locale } = reader
  const { client, workflow, version, baseline, number } = change
  const versions = baseline
    ? f(m.approval.change.from, { from: baseline.number, to: version.number })
    : f(m.approval.change.first, { to: version.number })
  const eyebrow = (
    <>
      <span className="tabular-nums">{f(m.approval.change.eyebrow, { number })}</span>
      <TextLink quiet href={`/clients/${client.slug}`}>
        {client.name}
      </TextLink>
      <TextLink quiet href={`/workflows/${workflow.id}/governance`}>
        {workflow.name}
      </TextLink>
      <span className="tabular-nums">{versions}</span>
      {change.isEmergency && <span className="text-late-ink">{m.approval.changes.emergency}</span>}
    </>
  )
  const isMine = actor.kind === 'user' && actor.id === change.requesterId
  const actions = can(actor, 'change.request') && (
    <I18nProvider locale={locale} messages={{ approval: m.approval }}>
      <Actions change={{ ...change, client: client.name }} isMine={isMine} />
    </I18nProvider>
  )
  const request = change.requests[0]
  return (
    <>
      <PageHeader
        eyebrow={eyebrow}
        title={change.title}
        sentence={<ChangeState status={change.status} viewer={reader} />}
        actions={actions}
      />
      <Facts change={change} viewer={reader} />
      <div className="mt-6 grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Reasons change={change} viewer={reader} />
          <Difference change={change} viewer={reader} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          {request && change.status !== 'draft' && <DecideBox request={request} zone={workflow.zone} viewer={reader} />}
          <Story change={change} viewer={reader} />
        </div>
      </div>
    </>
  )
}
