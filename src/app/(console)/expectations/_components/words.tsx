import type { ExpectationList } from '@/services/expectation/list'
import type { Viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'

/** What is not kept, and what nobody watches. */
export function sentenceOf({ statuses, unwatched }: ExpectationList, { m, f }: Viewer): string {
  const words = m.expectation.sentence
  const total = Object.values(statuses).reduce((sum, count) => sum + count, 0)
  const broken = statuses.late + statuses.down
  const first =
    broken > 0 ? f(words.broken, { count: broken }) : total > 0 ? f(words.kept, { count: total }) : words.keptNone
  return unwatched > 0 ? `${first} ${f(words.unwatched, { count: unwatched })}` : first
}

/** Says what to do next. */
export function Empty({ isFiltered, viewer: { m } }: { isFiltered: boolean; viewer: Viewer }) {
  const words = m.expectation
  if (isFiltered) {
    return (
      <EmptyState
        title={words.noMatchTitle}
        action={<LinkButton href="/expectations">{m.board.lists.clear}</LinkButton>}
      >
        {words.noMatchHint}
      </EmptyState>
    )
  }
  return (
    <EmptyState title={words.emptyTitle} action={<LinkButton href="/workflows">{words.emptyAction}</LinkButton>}>
      {words.emptyHint}
    </EmptyState>
  )
}
