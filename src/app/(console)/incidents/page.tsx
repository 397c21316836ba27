import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { IncidentTable } from '../_components/incident-table'
import { Pages } from '../_components/pages'
import { hrefOf, readParams, type SearchParams } from '../_lib/href'
import { Bulk } from './_components/bulk'
import { Filters } from './_components/filters'
import { filterOf, paramsOf } from './_lib/filter'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.incident.title }
}

/** What waits for somebody, by what it costs the plant. */
export default async function IncidentsPage({ searchParams }: { searchParams: SearchParams }) {
  const filter = filterOf(await readParams(searchParams))
  const [list, reader] = await Promise.all([page((api) => api.incident.list(filter)), viewer()])
  const { m, f, locale } = reader
  const { sentence } = m.incident
  const open = list.open > 0 ? f(sentence.open, { count: list.open }) : sentence.openNone
  const isDefault = hrefOf('', { ...paramsOf(filter), page: null }) === '?status=unresolved'
  const lines = list.rows.map(({ client, ...row }) => ({
    ...row,
    workflowName: row.workflow.name,
    clientSlug: client.slug,
    clientName: client.name,
  }))
  const empty = isDefault ? (
    <EmptyState title={m.incident.emptyTitle}>{m.incident.emptyHint}</EmptyState>
  ) : (
    <EmptyState
      title={m.incident.noMatchTitle}
      action={<LinkButton href="/incidents">{m.board.lists.clear}</LinkButton>}
    >
      {m.incident.noMatchHint}
    </EmptyState>
  )
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'incident', 'incidentWork')}>
      <PageHeader
        title={m.incident.title}
        sentence={`${open} ${list.acknowledged > 0 ? f(sentence.taken, { count: list.acknowledged }) : ''}`}
        actions={
          <>
            {list.mayRespond && <LinkButton href="/incidents/tasks">{m.incidentWork.tasks.link}</LinkButton>}
            <LinkButton href={hrefOf('/incidents.csv', { ...paramsOf(filter), page: null })}>
              {m.incidentWork.list.csv}
            </LinkButton>
          </>
        }
      />
      <Filters filter={filter} clients={list.clients} viewer={reader} mayRespond={list.mayRespond} />
      {list.mayRespond && lines.length > 0 && <Bulk />}
      <IncidentTable lines={lines} now={new Date()} viewer={reader} empty={empty} isSelectable={list.mayRespond} />
      <Pages
        page={filter.page}
        pages={list.pages}
        hrefOf={(to) => hrefOf('/incidents', { ...paramsOf(filter), page: to })}
        viewer={reader}
      />
    </I18nProvider>
  )
}
