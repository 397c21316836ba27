import type { Metadata } from 'next'
import type { ContractLine } from '@/services/contract/list'
import { page } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { FilterSelect } from '../_components/filter-select'
import { readParams, type SearchParams } from '../_lib/href'
import { dateWords, moneyWords, PHASE_GLYPHS } from './_components/words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.contract.title }
}

function columnsOf({ m, f, locale }: Viewer): Column<ContractLine>[] {
  const words = m.contract.columns
  return [
    {
      key: 'state',
      header: words.state,
      className: 'sm:w-28',
      cell: ({ phase }) => <State kind={PHASE_GLYPHS[phase]}>{m.contract.phases[phase]}</State>,
    },
    { key: 'name', header: words.name, phone: 'lead', cell: ({ name }) => name },
    {
      key: 'client',
      header: words.client,
      cell: ({ client }) => (
        <TextLink quiet href={`/clients/${client.slug}`} className="relative z-10 text-ink-2">
          {client.name}
        </TextLink>
      ),
    },
    {
      key: 'version',
      header: words.version,
      cell: ({ version, versions, planned }) => (
        <span>
          {version && f(m.contract.of, { number: String(version.number), count: versions })}
          {planned && planned.number !== version?.number && (
            <span className="text-12 text-ink-3">
              {' · '}
              {f(m.contract.plannedLine, {
                number: String(planned.number),
                day: dateWords(planned.effectiveFrom, locale),
              })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'objectives',
      header: words.objectives,
      align: 'right',
      cell: ({ version }) => version?.terms.objectives.length ?? 0,
    },
    {
      key: 'fee',
      header: words.fee,
      align: 'right',
      cell: ({ version }) => (version ? moneyWords(version.terms.feeMinor, version.terms.currency, locale) : '–'),
    },
  ]
}

/** What is promised to whom. */
export default async function ContractsPage({ searchParams }: { searchParams: SearchParams }) {
  const client = (await readParams(searchParams)).client || null
  const [list, reader] = await Promise.all([page((api) => api.contract.list({ client })), viewer()])
  const { m, f } = reader
  const words = m.contract
  const inForce = list.rows.filter(({ phase }) => phase === 'in_force').length
  const without = list.clients.filter(({ hasContract }) => !hasContract).length
  const add = list.mayManage && without > 0 && (
    <LinkButton look="primary" href="/contracts/new">
      {words.add}
    </LinkButton>
  )
  const first = inForce > 0 ? f(words.sentence.some, { count: inForce }) : words.sentence.none
  const second = inForce > 0 && without > 0 ? ` ${f(words.sentence.without, { count: without })}` : ''
  return (
    <>
      <PageHeader title={words.title} sentence={first + second} actions={add} />
      <FilterBar action="/contracts" apply={m.common.apply}>
        <FilterSelect
          name="client"
          label={words.filters.client}
          value={client}
          all={words.filters.all}
          options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FilterBar>
      <DataTable
        caption={words.title}
        columns={columnsOf(reader)}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/contracts/${id}`}
        empty={
          <EmptyState title={words.emptyTitle} action={add || undefined}>
            {words.emptyHint}
          </EmptyState>
        }
      />
    </>
  )
}
