import type { Viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'

export interface PagesProps {
  page: number
  pages: number
  hrefOf: (page: number) => string
  viewer: Viewer
}

/** Page n of m; nothing when all fits on one. */
export function Pages({ page, pages, hrefOf, viewer: { m, f } }: PagesProps) {
  if (pages <= 1) return null
  return (
    <nav aria-label={f(m.board.lists.pageOf, { page, pages })} className="mt-4 flex items-center gap-3">
      {page > 1 && <LinkButton href={hrefOf(page - 1)}>{m.board.lists.previous}</LinkButton>}
      <span className="text-ink-3 tabular-nums">{f(m.board.lists.pageOf, { page, pages })}</span>
      {page < pages && <LinkButton href={hrefOf(page + 1)}>{m.board.lists.next}</LinkButton>}
    </nav>
  )
}
