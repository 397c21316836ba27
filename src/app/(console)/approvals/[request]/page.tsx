import type { Metadata } from 'next'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { DecideBox } from '../../_governance/decide-box'

interface Props {
  params: Promise<{ request: string }>
}

const read = cache((requestId: string) => page((api) => api.approval.get({ requestId })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).request)).title }
}

/** The page of what is decided about, where it has one: whoever decides reads it whole first. */
function subjectHref({ subjectKind, subjectId }: { subjectKind: string; subjectId: string }): string | null {
  if (subjectKind === 'change') return `/changes/${subjectId}`
  return subjectKind === 'maintenance' ? `/maintenance/${subjectId}` : null
}

/** One request that has no page of its own: what is asked, by whom, and the decision. */
export default async function ApprovalPage({ params }: Props) {
  const [request, reader] = await Promise.all([read((await params).request), viewer()])
  const { m } = reader
  const href = subjectHref(request)
  const eyebrow = (
    <>
      <span>{m.approval.changes.kinds[request.subjectKind]}</span>
      <span>{request.client.name}</span>
      <span>
        {m.approval.change.asked} {request.requesterName}
      </span>
    </>
  )
  return (
    <>
      <PageHeader eyebrow={eyebrow} title={request.title} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Section title={m.approval.change.why}>
          <p className="max-w-prose whitespace-pre-wrap py-2">{request.summary}</p>
          {href && <TextLink href={href}>{m.approval.change.whole}</TextLink>}
        </Section>
        <DecideBox request={request} zone={reader.zone ?? 'UTC'} viewer={reader} />
      </div>
    </>
  )
}
