/** Every state has a shape of its own, so that nobody needs to see colour. */
export const GLYPHS = [
  'ok',
  'running',
  'late',
  'down',
  'excused',
  'unknown',
  'new',
  'paused',
  'duplicate',
  'awaiting',
  'counting',
  'resolved',
] as const
export type GlyphKind = (typeof GLYPHS)[number]

const stroke = { fill: 'none', strokeWidth: 1.75, strokeLinecap: 'round', strokeLinejoin: 'round' } as const

const SHAPES: Record<GlyphKind, React.ReactNode> = {
  ok: <circle cx="8" cy="8" r="2.5" fill="var(--ok-fill)" />,
  running: <path d="m6 3.5 4.5 4.5L6 12.5" stroke="var(--run-ink)" {...stroke} />,
  late: <path d="M8 2.5 14 13.5H2Z" fill="var(--late-fill)" />,
  down: <path d="M8 1.2 14.8 8 8 14.8 1.2 8Z" fill="var(--down-fill)" />,
  excused: <path d="M4.5 3.5h2.2v9H4.5zM9.3 3.5h2.2v9H9.3z" fill="var(--exc-fill)" />,
  unknown: (
    <circle cx="8" cy="8" r="4.6" stroke="var(--unk-ink)" {...stroke} strokeWidth={1.5} strokeDasharray="2.4 2.4" />
  ),
  new: <circle cx="8" cy="8" r="3.5" stroke="var(--unk-ink)" {...stroke} strokeWidth={1.5} />,
  paused: <path d="M4 8h8" stroke="var(--unk-ink)" {...stroke} strokeWidth={2.5} />,
  duplicate: <path d="M3 3h7v7H3zM6 12.5h6.5V6" stroke="var(--unk-ink)" {...stroke} strokeWidth={1.5} />,
  awaiting: (
    <path
      d="M4 2.5h8M4 13.5h8M4.8 2.5C4.8 6 8 6.5 8 8s-3.2 2-3.2 5.5M11.2 2.5C11.2 6 8 6.5 8 8s3.2 2 3.2 5.5"
      stroke="var(--run-ink)"
      {...stroke}
      strokeWidth={1.5}
    />
  ),
  counting: (
    <path
      d="M8 2.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6M8 5v3.3l2.2 1.3"
      stroke="var(--run-ink)"
      {...stroke}
      strokeWidth={1.5}
    />
  ),
  resolved: <path d="m3.5 8.5 3 3 6-7" stroke="var(--ok-ink)" {...stroke} />,
}

/** The bare shape; a word must stand beside it (see `State`). */
export function Glyph({ kind, size = 16 }: { kind: GlyphKind; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" className="flex-none self-center">
      {SHAPES[kind]}
    </svg>
  )
}
