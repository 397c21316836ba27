import { type Inks, SCREEN_INKS } from './inks'

export interface BurnMark {
  /** plant day, `2026-11-19` */
  day: string
  /** units left; null = the day is still to come */
  remaining: number | null
}

export interface BurnDownProps {
  marks: readonly BurnMark[]
  /** units that may be bad */
  allowed: number
  /** the picture in words */
  label: string
  markTitle?: (mark: BurnMark) => string
  height?: number
  inks?: Inks
}

const UNIT = 16
const PAD = 6

/** One step a plant day against the line where nothing is left; what is overdrawn hangs below it. */
export function BurnDown({ marks, allowed, label, markTitle, height = 132, inks = SCREEN_INKS }: BurnDownProps) {
  const known = marks.flatMap(({ remaining }) => (remaining === null ? [] : [remaining]))
  const top = Math.max(1, allowed, ...known)
  const bottom = Math.min(0, ...known)
  const width = Math.max(1, marks.length) * UNIT
  const y = (value: number) => PAD + ((top - value) / (top - bottom || 1)) * (height - 2 * PAD)
  const zero = y(0)
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      width="100%"
      height={height}
      role="img"
      aria-label={label}
    >
      <line x1={0} x2={width} y1={y(allowed)} y2={y(allowed)} stroke={inks.line} vectorEffect="non-scaling-stroke" />
      {marks.map((mark, index) => {
        const { day, remaining } = mark
        if (remaining === null) return null
        const edge = y(remaining)
        return (
          <rect
            key={day}
            x={index * UNIT + 1}
            y={Math.min(zero, edge)}
            width={UNIT - 2}
            height={Math.max(1.5, Math.abs(edge - zero))}
            fill={remaining < 0 ? inks.down : inks.ok}
          >
            {markTitle && <title>{markTitle(mark)}</title>}
          </rect>
        )
      })}
      <line x1={0} x2={width} y1={zero} y2={zero} stroke={inks.strong} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
