import { line } from 'd3-shape'
import { type Inks, SCREEN_INKS } from './inks'

export interface SparklineProps {
  /** oldest first; null = no data, a gap */
  values: readonly (number | null)[]
  /** the line in words */
  label: string
  /** a promised value, drawn dashed */
  target?: number
  /** colour is spent only when the promise is in danger or broken */
  tone?: 'calm' | 'late' | 'down'
  width?: number
  height?: number
  inks?: Inks
}

const PAD = 3

/** A course without an axis, ending in a dot. The scale is the data's own: it shows direction, the number beside it says how much. */
export function Sparkline({
  values,
  label,
  target,
  tone = 'calm',
  width = 72,
  height = 20,
  inks = SCREEN_INKS,
}: SparklineProps) {
  const known = values.filter((value) => value !== null)
  const all = target === undefined ? known : [...known, target]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const x = (i: number) => PAD + (i / Math.max(1, values.length - 1)) * (width - 2 * PAD)
  const y = (value: number) =>
    most === least ? height / 2 : height - PAD - ((value - least) / (most - least)) * (height - 2 * PAD)
  const color = tone === 'calm' ? inks.text : inks[tone]
  const lastAt = values.findLastIndex((value) => value !== null)
  const last = values[lastAt]
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, i) => x(i))
    .y((value) => y(value ?? 0))([...values])
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {target !== undefined && known.length > 0 && (
        <line x1={PAD} x2={width - PAD} y1={y(target)} y2={y(target)} stroke={inks.baseline} strokeDasharray="2 2" />
      )}
      {path && <path d={path} fill="none" stroke={color} strokeWidth={1.25} strokeLinejoin="round" />}
      {typeof last === 'number' && <circle cx={x(lastAt)} cy={y(last)} r={2} fill={color} />}
    </svg>
  )
}
