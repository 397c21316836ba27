import { LinkButton } from './link-button'

/** Newer and older by cursor links. */
export function Pagination(props: {
  newerHref?: string | null
  olderHref?: string | null
  newer: string
  older: string
}) {
  const { newerHref, olderHref, newer, older } = props
  if (!newerHref && !olderHref) return null
  return (
    <nav aria-label={`${newer}, ${older}`} className="mt-4 flex gap-2">
      {newerHref && <LinkButton href={newerHref}>{newer}</LinkButton>}
      {olderHref && <LinkButton href={olderHref}>{older}</LinkButton>}
    </nav>
  )
}
