import type { Metadata } from 'next'
import { cache } from 'react'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { ChangeState } from '../../_governance/change-status'
import { DecideBox } from '../../_governance/decide-box'
import { Actions } from './_components/actions'
import { Eyebrow, Facts } from './_components/head'
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

/** One change: what differs, why, who decides, what happened. */
export default async function ChangePage({ params }: Props) {
  const [change, reader, { actor }] = await Promise.all([read((await params).change), viewer(), requireSession()])
  const { m, locale } = reader
  const { client, workflow } = change
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
        eyebrow={<Eyebrow change={change} viewer={reader} />}
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
