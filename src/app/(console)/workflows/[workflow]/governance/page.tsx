import type { Metadata } from 'next'
import { cache } from 'react'
import { can } from '@/domain/access/actor'
import type { Governance } from '@/services/version/governance'
import { page, requireSession } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { percentWords } from '@/ui/primitives/number'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { Criticality } from './_components/criticality'
import { Owners } from './_components/owners'
import { Changes, Findings } from './_components/side'
import { Figures, Strip } from './_components/strip'
import { Versions } from './_components/versions'

interface Props {
  params: Promise<{ workflow: string }>
}

const read = cache((workflowId: string) =>
  page((api) =>
    Promise.all([
      api.governance.get({ workflowId }),
      api.finding.list({ workflowId }),
      api.change.list({ workflowId }),
    ]),
  ),
)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ m, f }, [{ workflow }]] = await Promise.all([viewer(), read((await params).workflow)])
  return { title: f(m.governance.title, { workflow: workflow.name }) }
}

function sentenceOf({ versions, ppm }: Governance, { m, f, locale }: Viewer): string {
  const words = m.governance.sentence
  if (versions.every(({ lifecycle }) => lifecycle === 'draft')) return words.noBaseline
  if (ppm === null) return words.noRuns
  return ppm === 1_000_000 ? words.clean : f(words.dirty, { ppm: percentWords(ppm, locale) })
}

/** What is approved of a workflow, what ran, who answers for it, how critical it is. */
export default async function GovernancePage({ params }: Props) {
  const [[data, findings, changes], reader, { actor }] = await Promise.all([
    read((await params).workflow),
    viewer(),
    requireSession(),
  ])
  const { workflow } = data
  const mayManage = can(actor, 'governance.manage')
  const eyebrow = (
    <>
      <TextLink quiet href={`/clients/${workflow.client.slug}`}>
        {workflow.client.name}
      </TextLink>
      <TextLink quiet href={`/workflows/${workflow.id}`}>
        {workflow.name}
      </TextLink>
    </>
  )
  const title = reader.f(reader.m.governance.title, { workflow: workflow.name })
  return (
    <>
      <PageHeader eyebrow={eyebrow} title={title} sentence={sentenceOf(data, reader)} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Strip data={data} viewer={reader} />
          <Figures data={data} viewer={reader} />
          <Versions data={data} viewer={reader} mayAsk={can(actor, 'change.request')} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Findings list={findings} workflowId={workflow.id} viewer={reader} />
          <Changes list={changes} viewer={reader} />
          <Owners data={data} viewer={reader} mayManage={mayManage} />
          <Criticality data={data} viewer={reader} mayManage={mayManage} />
        </div>
      </div>
    </>
  )
}
