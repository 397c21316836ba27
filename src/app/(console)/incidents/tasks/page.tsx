import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { PageHeader } from '@/ui/primitives/page-header'
import { FilterSelect } from '../../_components/filter-select'
import { oneOf, readParams, type SearchParams } from '../../_lib/href'
import { TaskTable } from '../_components/task-table'

const WHICH = ['open', 'mine', 'overdue', 'unverified', 'all'] as const
const KINDS = ['follow_up', 'corrective', 'preventive'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.incidentWork.tasks.title }
}

/** What is still to be done after incidents; overdue first, and verified by a second person. */
export default async function TasksPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await readParams(searchParams)
  const filter = {
    client: params.client || null,
    which: oneOf(WHICH, params.which) ?? 'open',
    kind: oneOf(KINDS, params.kind),
  }
  const [list, reader] = await Promise.all([page((api) => api.incident.tasks(filter)), viewer()])
  const { m, f, locale } = reader
  const words = m.incidentWork.tasks
  const open = list.open > 0 ? f(words.sentence, { count: list.open }) : words.sentenceNone
  const overdue = list.overdue > 0 ? f(words.overdue, { count: list.overdue }) : ''
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'incident', 'incidentWork')}>
      <PageHeader title={words.title} sentence={`${open} ${overdue}`} />
      <FilterBar action="/incidents/tasks" apply={m.common.apply}>
        <FilterSelect
          name="which"
          label={words.show}
          value={filter.which}
          options={WHICH.map((value) => ({ value, label: words.which[value] }))}
        />
        <FilterSelect
          name="kind"
          label={words.columns.kind}
          value={filter.kind}
          all={words.all}
          options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        />
        <FilterSelect
          name="client"
          label={words.columns.client}
          value={filter.client}
          all={words.all}
          options={list.clients.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FilterBar>
      <TaskTable
        tasks={list.tasks}
        now={new Date()}
        viewer={reader}
        mayRespond={list.mayRespond}
        empty={<EmptyState title={words.emptyTitle}>{words.emptyHint}</EmptyState>}
      />
    </I18nProvider>
  )
}
