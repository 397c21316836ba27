import type { RotationWeek } from '@/services/rotation/read'

const SHADES = ['var(--line-2)', 'var(--field)']

/** A week as one line: a shade per turn, holes hatched. The words beside it say the same. */
export function WeekBar({ week }: { week: RotationWeek }) {
  const [from, to] = [week.from.getTime(), week.to.getTime()]
  const x = (at: Date) => ((at.getTime() - from) / (to - from)) * 100
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full" aria-hidden="true">
      {week.spans.map((span, index) => (
        <rect
          key={span.from.getTime()}
          x={x(span.from)}
          width={Math.max(0.3, x(span.to) - x(span.from) - 0.2)}
          y={span.isHole ? 2.5 : 0}
          height={span.isHole ? 3 : 8}
          fill={span.isHole ? 'var(--late-fill)' : span.isOverride ? 'var(--run-ink)' : (SHADES[index % 2] as string)}
        />
      ))}
    </svg>
  )
}
