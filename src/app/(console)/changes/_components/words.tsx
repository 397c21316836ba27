import type { WaitingApproval } from '@/services/approval/list'
import type { ChangeList } from '@/services/change/list'
import type { Viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'

/** What waits for the reader, and what is on its way. */
export function sentenceOf({ counts }: ChangeList, waiting: readonly WaitingApproval[], { m, f }: Viewer): string {
  const words = m.approval.changes.sentence
  const mine = waiting.filter(({ refusal, lent }) => refusal === null || lent.length > 0).length
  const pending = (counts.submitted ?? 0) + (counts.approved ?? 0) + (counts.released ?? 0)
  const first = mine > 0 ? f(words.mine, { count: mine }) : words.none
  return pending > 0 ? `${first} ${f(words.pending, { count: pending })}` : first
}

/** Says what to do next. */
export function Empty({ isFiltered, viewer: { m } }: { isFiltered: boolean; viewer: Viewer }) {
  const words = m.approval.changes
  if (isFiltered)
    return (
      <EmptyState title={words.noMatchTitle} action={<LinkButton href="/changes">{m.board.lists.clear}</LinkButton>}>
        {words.noMatchHint}
      </EmptyState>
    )
  return (
    <EmptyState title={words.emptyTitle} action={<LinkButton href="/workflows">{words.emptyAction}</LinkButton>}>
      {words.emptyHint}
    </EmptyState>
  )
}
