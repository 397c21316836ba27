import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { Pagination } from '@/ui/primitives/pagination'
import { hrefOf, readParams, type SearchParams } from '../_lib/href'
import { AuditTable } from './_components/audit-table'
import { CheckpointLine } from './_components/checkpoint-line'
import { Filters, filterOf } from './_components/filters'
import { Verdict } from './_components/verdict'
import { VerifyChain } from './_components/verify-chain'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.audit.title }
}

/** The trail: who changed what, and the proof that nobody changed the trail. */
export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const [params, reader] = await Promise.all([readParams(searchParams), viewer()])
  const { m, f, locale, zone = 'UTC' } = reader
  const filter = filterOf(params, zone)
  const [data, checkpoints] = await page((api) =>
    Promise.all([api.audit.list(filter), api.checkpoint.list({ before: null })]),
  )
  const isFiltered = Object.values(filter).some((value) => value !== null)
  const empty = isFiltered ? (
    <EmptyState title={m.audit.noMatchTitle} action={<LinkButton href="/audit">{m.board.lists.clear}</LinkButton>}>
      {m.audit.noMatchHint}
    </EmptyState>
  ) : (
    <EmptyState title={m.audit.emptyTitle}>{m.audit.emptyHint}</EmptyState>
  )
  const older = data.next === null ? null : hrefOf('/audit', { ...params, before: data.next.toString() })
  return (
    <>
      <PageHeader
        title={m.audit.title}
        sentence={m.audit.sentence}
        actions={
          <I18nProvider locale={locale} messages={pickMessages(locale, 'audit')}>
            <VerifyChain />
          </I18nProvider>
        }
      />
      <CheckpointLine data={checkpoints} zone={zone} viewer={reader} />
      <Filters params={params} data={data} viewer={reader} />
      <p className="mb-3 flex flex-wrap items-center justify-between gap-x-6 text-12">
        {data.rows.length > 0 && <Verdict verdict={data.verdict} viewer={reader} />}
        <span className="text-ink-3">{f(m.audit.times, { zone })}</span>
      </p>
      <AuditTable rows={data.rows} zone={zone} viewer={reader} empty={empty} />
      <Pagination
        newerHref={filter.before === null ? null : hrefOf('/audit', { ...params, before: null })}
        olderHref={older}
        newer={m.common.newer}
        older={m.common.older}
      />
    </>
  )
}
