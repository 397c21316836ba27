import { cx } from './cx'

const HATCH = 'repeating-linear-gradient(135deg, var(--sunken) 0 5px, transparent 5px 10px)'

export interface NoteProps {
  audience: 'internal' | 'client'
  /** who will read it, e.g. "Internal, stays with Nordlicht" */
  label: string
  author: string
  children: React.ReactNode
}

/** Internal: hatched, dashed, grey. For the client: solid, raised, brand edge. Never to be confused. */
export function Note({ audience, label, author, children }: NoteProps) {
  const isClient = audience === 'client'
  return (
    <article
      className={cx(
        'rounded-sm px-3 py-2',
        isClient ? 'border border-line border-l-2 border-l-brand-line bg-raised' : 'border border-line-2 border-dashed',
      )}
      style={isClient ? undefined : { background: HATCH }}
    >
      <header className="flex flex-wrap justify-between gap-x-4 text-12">
        <span className={cx('font-medium', isClient ? 'text-brand-link' : 'text-ink-2')}>{label}</span>
        <span className="text-ink-3">{author}</span>
      </header>
      <div className={cx('mt-1 whitespace-pre-wrap', !isClient && '-mx-1 bg-bg px-1')}>{children}</div>
    </article>
  )
}
