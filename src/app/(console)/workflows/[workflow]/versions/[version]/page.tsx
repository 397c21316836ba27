import type { Metadata } from 'next'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { Diff } from '../../../../_governance/diff'
import { readParams, type SearchParams } from '../../../../_lib/href'

interface Props {
  params: Promise<{ version: string }>
  searchParams: SearchParams
}

const read = cache((versionId: string, againstId: string | null) =>
  page((api) => api.governance.compare({ versionId, againstId })),
)

async function readPage({ params, searchParams }: Props) {
  return read((await params).version, (await readParams(searchParams)).against ?? null)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [{ m, f }, { workflow, version }] = await Promise.all([viewer(), readPage(props)])
  return { title: f(m.governance.versions.compareTitle, { version: version.number, workflow: workflow.name }) }
}

/** What one version does otherwise than the one before it. */
export default async function VersionPage(props: Props) {
  const [{ workflow, version, against, diff }, reader] = await Promise.all([readPage(props), viewer()])
  const { m, f } = reader
  const words = m.governance.versions
  const sentence = against
    ? f(words.against, { version: version.number, against: against.number })
    : f(words.alone, { version: version.number })
  const eyebrow = (
    <>
      <span>{workflow.client}</span>
      <TextLink quiet href={`/workflows/${workflow.id}/governance`}>
        {workflow.name}
      </TextLink>
      <span className="font-mono">{version.hash.slice(0, 16)}</span>
    </>
  )
  return (
    <>
      <PageHeader
        eyebrow={eyebrow}
        title={f(words.compareTitle, { version: version.number, workflow: workflow.name })}
        sentence={sentence}
      />
      {diff && <Diff diff={diff} viewer={reader} />}
      {against && !diff && <p className="text-ink-2">{m.governance.diff.unknown}</p>}
    </>
  )
}
