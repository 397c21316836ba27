import type { PortalState } from '@/domain/portal/status'

const SHAPES: Record<PortalState, React.ReactNode> = {
  moving: <circle cx="8" cy="8" r="3" fill="var(--ok)" />,
  quiet: <circle cx="8" cy="8" r="2.5" fill="none" stroke="var(--line-2)" strokeWidth="1.5" />,
  unknown: <circle cx="8" cy="8" r="5" fill="none" stroke="var(--ink-3)" strokeWidth="1.5" strokeDasharray="2.6 2.6" />,
  slow: <path d="M8 2 15 14H1Z" fill="var(--late)" />,
  stopped: <path d="M8 .8 15.2 8 8 15.2.8 8Z" fill="var(--down)" />,
}

/** Shape and colour of a state; its word always stands beside it. */
export function StateGlyph({ state, size = 16 }: { state: PortalState; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  )
}
