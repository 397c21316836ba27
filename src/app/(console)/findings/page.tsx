import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { FINDING_STATUSES, SEVERITIES } from '@/domain/finding/schema'
import { page, requireSession } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Pages } from '../_components/pages'
import { hrefOf, oneOf, readParams, type SearchParams, wholeOf } from '../_lib/href'
import { Filters } from './_components/filters'
import { FindingTable } from './_components/finding-table'
import { Empty, sentenceOf } from './_components/words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.finding.title }
}

/** What is not as it should be, and who must act. */
export default async function FindingsPage({ searchParams }: { searchParams: SearchParams }) {
  const [params, { actor }, reader] = await Promise.all([readParams(searchParams), requireSession(), viewer()])
  const filter = {
    client: params.client || null,
    workflowId: params.workflow || null,
    kind: params.kind || null,
    severity: oneOf(SEVERITIES, params.severity),
    status: oneOf(FINDING_STATUSES, params.status) ?? 'open',
    page: wholeOf(params.page) ?? 1,
  }
  const list = await page((api) => api.finding.list(filter))
  const { workflowId, ...shown } = filter
  const isFiltered = params.client || params.workflow || params.kind || params.severity || params.status
  return (
    <>
      <PageHeader title={reader.m.finding.title} sentence={sentenceOf(list, reader)} />
      <Filters list={list} filter={filter} viewer={reader} />
      <FindingTable
        rows={list.rows}
        mayWaive={can(actor, 'change.request')}
        viewer={reader}
        empty={<Empty isFiltered={Boolean(isFiltered)} viewer={reader} />}
      />
      <Pages
        page={filter.page}
        pages={list.pages}
        hrefOf={(to) => hrefOf('/findings', { ...shown, workflow: workflowId, page: to })}
        viewer={reader}
      />
    </>
  )
}
