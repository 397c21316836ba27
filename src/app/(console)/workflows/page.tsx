import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Pages } from '../_components/pages'
import { hrefOf, readParams, type SearchParams } from '../_lib/href'
import { Empty, Filters, filterOf } from './_components/filters'
import { WorkflowTable } from './_components/workflow-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.workflow.title }
}

/** The registry: every automation, the worst first. */
export default async function WorkflowsPage({ searchParams }: { searchParams: SearchParams }) {
  const filter = filterOf(await readParams(searchParams))
  const [list, reader] = await Promise.all([page((api) => api.workflow.list(filter)), viewer()])
  const { m, f } = reader
  const abnormal = list.states.down + list.states.late
  const found = list.found > 0 ? f(m.workflow.found, { count: list.found }) : m.workflow.foundNone
  const sentence = [
    found,
    abnormal > 0 && f(m.workflow.foundAbnormal, { count: abnormal }),
    list.isCut && f(m.workflow.cut, { count: list.total }),
  ]
  return (
    <>
      <PageHeader title={m.workflow.title} sentence={sentence.filter(Boolean).join(' ')} />
      <Filters filter={filter} list={list} viewer={reader} />
      <WorkflowTable
        rows={list.rows}
        now={new Date()}
        viewer={reader}
        empty={<Empty hasAny={list.total > 0} viewer={reader} />}
      />
      <Pages
        page={filter.page}
        pages={list.pages}
        hrefOf={(to) => hrefOf('/workflows', { ...filter, page: to })}
        viewer={reader}
      />
    </>
  )
}
