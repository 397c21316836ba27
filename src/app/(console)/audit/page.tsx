import { DateTime } from 'luxon'
import type { Metadata } from 'next'
import type { AuditPage as AuditModel } from '@/services/audit/list'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { Field } from '@/ui/primitives/field'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { TextInput } from '@/ui/primitives/inputs'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { Pagination } from '@/ui/primitives/pagination'
import { State } from '@/ui/primitives/state'
import { FilterSelect } from '../_components/filter-select'
import { hrefOf, readParams, type SearchParams, wholeOf } from '../_lib/href'
import { AuditTable } from './_components/audit-table'
import { VerifyChain } from './_components/verify-chain'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.audit.title }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A reader's day as an instant; `days` later for the inclusive end. */
function dayStart(day: string | undefined, zone: string, days = 0): Date | null {
  if (!day || !DAY.test(day)) return null
  const at = DateTime.fromISO(day, { zone }).plus({ days })
  return at.isValid ? at.toJSDate() : null
}

function Verdict({ verdict, viewer: { m, f } }: { verdict: AuditModel['verdict']; viewer: Viewer }) {
  if (!verdict) return <State kind="unknown">{m.audit.verdictNone}</State>
  if (!verdict.ok)
    return <State kind="down">{f(m.audit.verdictBad[verdict.why], { seq: verdict.firstBadSeq.toString() })}</State>
  const from = verdict.head.seq - BigInt(verdict.count) + 1n
  return (
    <State kind="resolved">
      {f(m.audit.verdictOk, { count: verdict.count, from: from.toString(), to: verdict.head.seq.toString() })}
    </State>
  )
}

type Params = Record<string, string | undefined>

function Filters({ params, data, viewer: { m } }: { params: Params; data: AuditModel; viewer: Viewer }) {
  const { filters } = m.audit
  const nouns = [...new Set(data.actions.map((action) => action.split('.')[0] ?? ''))]
  const actions = [...nouns, ...data.actions].map((value) => ({ value, label: value }))
  return (
    <FilterBar action="/audit" apply={m.common.apply}>
      <Field label={filters.actor} className="max-sm:w-full">
        {(control) => <TextInput {...control} name="actor" maxLength={100} defaultValue={params.actor ?? ''} />}
      </Field>
      <FilterSelect
        name="action"
        label={filters.action}
        value={params.action ?? null}
        all={filters.all}
        options={actions}
      />
      <FilterSelect
        name="client"
        label={filters.client}
        value={params.client ?? null}
        all={filters.all}
        options={data.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <Field label={filters.from}>
        {(control) => <TextInput {...control} type="date" name="from" defaultValue={params.from ?? ''} />}
      </Field>
      <Field label={filters.to}>
        {(control) => <TextInput {...control} type="date" name="to" defaultValue={params.to ?? ''} />}
      </Field>
    </FilterBar>
  )
}

/** The trail: who changed what, and the proof that nobody changed the trail. */
export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const [params, reader] = await Promise.all([readParams(searchParams), viewer()])
  const { m, f, locale, zone = 'UTC' } = reader
  const before = wholeOf(params.before)
  const filter = {
    actor: params.actor?.slice(0, 100) || null,
    action: params.action?.slice(0, 60) || null,
    client: params.client || null,
    from: dayStart(params.from, zone),
    to: dayStart(params.to, zone, 1),
    before: before === null ? null : BigInt(before),
  }
  const data = await page((api) => api.audit.list(filter))
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
