import type { Metadata } from 'next'
import { cache } from 'react'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { ConnectionState } from '../_components/health'
import { Actions } from './_components/actions'
import { ConnectionFacts } from './_components/facts'
import { Findings } from './_components/findings'
import { Gaps } from './_components/gaps'
import { Reconcile } from './_components/reconcile'
import { SyncLog } from './_components/sync-log'
import { Template } from './_components/template'

interface Props {
  params: Promise<{ connection: string }>
}

const read = cache((connectionId: string) => page((api) => api.connection.get({ connectionId })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).connection)).name }
}

/** One source: how it is read, what it has, what it lost. */
export default async function ConnectionPage({ params }: Props) {
  const [data, reader, { actor }] = await Promise.all([read((await params).connection), viewer(), requireSession()])
  const mayManage = can(actor, 'connection.manage')
  const words = reader.m.connection
  return (
    <I18nProvider locale={reader.locale} messages={pickMessages(reader.locale, 'connection')}>
      <PageHeader
        eyebrow={
          <>
            <TextLink quiet href="/connections">
              {words.title}
            </TextLink>
            <span>{data.clientName}</span>
          </>
        }
        title={data.name}
        sentence={<ConnectionState {...data} viewer={reader} />}
        actions={mayManage ? <Actions id={data.id} name={data.name} isPaused={data.isPaused} /> : null}
      />
      <ConnectionFacts data={data} viewer={reader} />
      <div className="mt-6 flex flex-col gap-8">
        <Findings data={data} viewer={reader} />
        <Reconcile data={data} viewer={reader} mayManage={mayManage} />
        <Gaps data={data} viewer={reader} />
        {mayManage && <Template data={data} viewer={reader} />}
        <SyncLog data={data} viewer={reader} />
      </div>
    </I18nProvider>
  )
}
