import type { ObjectiveWindow } from '@/domain/objective/schema'
import type { ObjectiveList } from '@/services/objective/list'
import type { Viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'

export function windowWords(window: ObjectiveWindow, { m, f }: Viewer): string {
  return window.kind === 'rolling' ? f(m.promise.windows.rolling, { count: window.days }) : m.promise.windows.month
}

/** What is missed, and what cannot be proven. */
export function sentenceOf({ verdicts }: ObjectiveList, { m, f }: Viewer): string {
  const words = m.promise.sentence
  const kept = verdicts.met + verdicts.met_unproven
  const first =
    verdicts.missed > 0
      ? f(words.missed, { count: verdicts.missed })
      : kept > 0
        ? f(words.kept, { count: kept })
        : words.none
  return verdicts.met_unproven > 0 ? `${first} ${f(words.unproven, { count: verdicts.met_unproven })}` : first
}

/** Says what to do next. */
export function Empty({ isFiltered, mayManage, viewer }: { isFiltered: boolean; mayManage: boolean; viewer: Viewer }) {
  const { m } = viewer
  if (isFiltered) {
    return (
      <EmptyState
        title={m.promise.noMatchTitle}
        action={<LinkButton href="/objectives">{m.board.lists.clear}</LinkButton>}
      >
        {m.promise.noMatchHint}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={m.promise.emptyTitle}
      action={mayManage ? <LinkButton href="/objectives/new">{m.promise.add}</LinkButton> : undefined}
    >
      {m.promise.emptyHint}
    </EmptyState>
  )
}
