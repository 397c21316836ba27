import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import type { ConnectionLine } from '@/services/connection/list'
import { page, requireSession } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { ConnectionTable } from './_components/connection-table'
import { isUnread } from './_components/health'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.connection.title }
}

function sentenceOf(lines: readonly ConnectionLine[], { m, f }: Viewer): string {
  const broken = lines.filter(isUnread).length
  const words = m.connection.sentence
  if (lines.length === 0) return words.none
  return broken > 0 ? f(words.broken, { count: broken }) : f(words.allFine, { count: lines.length })
}

/** Products that are read from outside, and how they are. */
export default async function ConnectionsPage() {
  const [lines, reader, { actor }] = await Promise.all([
    page((api) => api.connection.list({})),
    viewer(),
    requireSession(),
  ])
  const words = reader.m.connection
  const add = can(actor, 'connection.manage') ? (
    <LinkButton look="primary" href="/connections/new">
      {words.add}
    </LinkButton>
  ) : null
  return (
    <>
      <PageHeader title={words.title} sentence={sentenceOf(lines, reader)} actions={lines.length > 0 ? add : null} />
      <ConnectionTable
        rows={lines}
        viewer={reader}
        empty={
          <EmptyState title={words.emptyTitle} action={add}>
            {words.emptyHint}
          </EmptyState>
        }
      />
    </>
  )
}
