import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Pagination } from '@/ui/primitives/pagination'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { hrefOf, readParams, type SearchParams, wholeOf } from '../../_lib/href'
import { CheckpointActions } from './_components/actions'
import { CheckpointTable } from './_components/checkpoint-table'
import { Keepers } from './_components/keepers'
import { KeyList } from './_components/key-list'
import { OwnCheck } from './_components/own-check'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.proof.title }
}

const HREF = '/audit/checkpoints'

/** What fixes the trail outside this database: checkpoints, the keys that sign them, and who keeps them. */
export default async function CheckpointsPage({ searchParams }: { searchParams: SearchParams }) {
  const [params, reader, { actor, clientIds }] = await Promise.all([
    readParams(searchParams),
    viewer(),
    requireSession(),
  ])
  const before = wholeOf(params.before)
  const data = await page((api) => api.checkpoint.list({ before: before && before > 0 ? before : null }))
  const { m, locale, zone = 'UTC' } = reader
  const mayManage = can(actor, 'key.manage')
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'proof')}>
      <PageHeader
        eyebrow={<TextLink href="/audit">{m.audit.title}</TextLink>}
        title={m.proof.title}
        sentence={m.proof.sentence}
        actions={<CheckpointActions mayCheck={clientIds === null} />}
      />
      <div className="grid gap-8">
        <Section title={m.proof.list}>
          <CheckpointTable rows={data.rows} zone={zone} viewer={reader} />
          <Pagination
            newerHref={before === null ? null : HREF}
            olderHref={data.next === null ? null : hrefOf(HREF, { before: String(data.next) })}
            newer={m.common.newer}
            older={m.common.older}
          />
        </Section>
        <KeyList keys={data.keys} zone={zone} viewer={reader} mayManage={mayManage} />
        <Keepers mailTo={data.mailTo} mayManage={mayManage} />
        <OwnCheck />
      </div>
    </I18nProvider>
  )
}
