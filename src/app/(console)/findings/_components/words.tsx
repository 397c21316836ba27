import type { FindingList } from '@/services/finding/list'
import type { Viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'

/** How many, and how many are accepted for now. */
export function sentenceOf({ counts }: FindingList, { m, f }: Viewer): string {
  const words = m.finding.sentence
  const first = counts.open > 0 ? f(words.some, { count: counts.open }) : words.none
  return counts.waived > 0 ? `${first} ${f(words.waived, { count: counts.waived })}` : first
}

/** Says what to do next. */
export function Empty({ isFiltered, viewer: { m } }: { isFiltered: boolean; viewer: Viewer }) {
  const words = m.finding
  if (isFiltered)
    return (
      <EmptyState title={words.noMatchTitle} action={<LinkButton href="/findings">{m.board.lists.clear}</LinkButton>}>
        {words.noMatchHint}
      </EmptyState>
    )
  return (
    <EmptyState title={words.emptyTitle} action={<LinkButton href="/policies">{words.emptyAction}</LinkButton>}>
      {words.emptyHint}
    </EmptyState>
  )
}
