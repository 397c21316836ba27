import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import type { RotationLine } from '@/services/rotation/read'
import { page, requireSession } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { PolicyTable } from './_components/policy-table'
import { RotationTable } from './_components/rotation-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.onCall.title }
}

function sentenceOf(rotations: readonly RotationLine[], { m, f }: Viewer): string {
  const words = m.onCall.sentence
  if (rotations.length === 0) return words.none
  const holes = rotations.filter(({ week }) => week.spans[0]?.isHole !== false).length
  return holes > 0 ? f(words.holes, { count: holes }) : f(words.all, { count: rotations.length })
}

/** Who answers now and next, where nobody does, and in which order people are called. */
export default async function OnCallPage() {
  const [rotations, policies, { actor }, reader] = await Promise.all([
    page((api) => api.onCall.rotations({})),
    page((api) => api.onCall.policies({})),
    requireSession(),
    viewer(),
  ])
  const words = reader.m.onCall
  const mayChange = can(actor, 'response.manage')
  const actions = mayChange && (
    <div className="flex flex-wrap gap-2">
      <LinkButton href="/on-call/policies/new">{words.addPolicy}</LinkButton>
      <LinkButton href="/on-call/rotations/new" look="primary">
        {words.addRotation}
      </LinkButton>
    </div>
  )
  return (
    <>
      <PageHeader title={words.title} sentence={sentenceOf(rotations, reader)} actions={actions} />
      <div className="grid gap-8">
        <RotationTable rows={rotations} viewer={reader} />
        <PolicyTable rows={policies} viewer={reader} />
      </div>
    </>
  )
}
