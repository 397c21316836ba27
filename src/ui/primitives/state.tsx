import { cx } from './cx'
import { Glyph, type GlyphKind } from './glyph'

const INK: Record<GlyphKind, string> = {
  ok: 'text-ink-3',
  running: 'text-run-ink',
  late: 'text-late-ink font-medium',
  down: 'text-down-ink font-medium',
  excused: 'text-exc-ink',
  unknown: 'text-ink-3',
  new: 'text-ink-3',
  paused: 'text-ink-3',
  duplicate: 'text-ink-3',
  awaiting: 'text-run-ink',
  counting: 'text-run-ink',
  resolved: 'text-ink-3',
}

export interface StateProps {
  kind: GlyphKind
  /** the state in words, e.g. "Down 51 min" */
  children: React.ReactNode
  className?: string
}

/** Shape, word and colour: always all three. */
export function State({ kind, children, className }: StateProps) {
  return (
    <span className={cx('inline-flex items-baseline gap-1.5 whitespace-nowrap', INK[kind], className)}>
      <Glyph kind={kind} size={14} />
      {children}
    </span>
  )
}
