import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { FilterSelect } from '../_components/filter-select'
import { readParams, type SearchParams } from '../_lib/href'
import { CalendarTable } from './_components/calendar-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.calendar.title }
}

/** Plant calendars, who follows them, and which plants follow none. */
export default async function CalendarsPage({ searchParams }: { searchParams: SearchParams }) {
  const client = (await readParams(searchParams)).client || null
  const [list, { actor }, reader] = await Promise.all([
    page((api) => api.calendar.list({ client })),
    requireSession(),
    viewer(),
  ])
  const { m, f } = reader
  const words = m.calendar
  const names = list.uncovered.map(({ name }) => name).join(', ')
  const sentence =
    list.uncovered.length === 0
      ? words.sentence.all
      : f(words.sentence.uncovered, { count: list.uncovered.length, names })
  const add = can(actor, 'calendar.manage') && (
    <LinkButton href="/calendars/new" look="primary">
      {words.add}
    </LinkButton>
  )
  const empty = (
    <EmptyState title={client ? words.noMatchTitle : words.emptyTitle} action={add}>
      {client ? words.noMatchHint : words.emptyHint}
    </EmptyState>
  )
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={list.rows.length === 0 ? words.sentence.none : sentence}
        actions={add}
      />
      <FilterBar action="/calendars" apply={m.common.apply}>
        <FilterSelect
          name="client"
          label={words.filters.client}
          value={client}
          all={words.filters.all}
          options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FilterBar>
      <CalendarTable rows={list.rows} viewer={reader} empty={empty} />
    </>
  )
}
