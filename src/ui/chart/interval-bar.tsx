import { type Inks, SCREEN_INKS } from './inks'

export interface IntervalBarProps {
  /** ppm */
  low: number
  high: number
  point: number
  target: number
  /** the picture in words */
  label: string
  inks?: Inks
}

const WIDTH = 320
const HEIGHT = 34
const MILLION = 1_000_000

/** Where the true ratio lies: a bar with its point, and the target as a line across. The scale begins where anything happens. */
export function IntervalBar({ low, high, point, target, label, inks = SCREEN_INKS }: IntervalBarProps) {
  const least = Math.max(0, Math.min(low, target) - Math.max(2_000, (MILLION - Math.min(low, target)) / 8))
  const x = (ppm: number) => 4 + ((ppm - least) / (MILLION - least || 1)) * (WIDTH - 8)
  const isBelow = low < target
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      className="max-w-90"
      height={HEIGHT}
      preserveAspectRatio="xMidYMid meet"
      role="img"
      aria-label={label}
    >
      <line x1={4} x2={WIDTH - 4} y1={17} y2={17} stroke={inks.line} strokeWidth={1} />
      <rect x={x(low)} y={13} width={Math.max(2, x(high) - x(low))} height={8} rx={2} fill={inks.ok} />
      <line x1={x(target)} x2={x(target)} y1={4} y2={30} stroke={inks.strong} strokeWidth={1.5} />
      <circle
        cx={x(point)}
        cy={17}
        r={4}
        fill={isBelow ? inks.ground : inks.strong}
        stroke={inks.strong}
        strokeWidth={1.5}
      />
    </svg>
  )
}
