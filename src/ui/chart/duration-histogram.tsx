import { type Inks, SCREEN_INKS } from './inks'

export interface HistogramBin {
  fromMs: number
  toMs: number
  count: number
}

export interface HistogramMark {
  atMs: number
  /** e.g. "p50 9.1 s" */
  label: string
  isLimit?: boolean
}

export interface DurationHistogramProps {
  bins: readonly HistogramBin[]
  marks: readonly HistogramMark[]
  /** the picture in words */
  label: string
  /** a length of time as words, for the axis */
  words: (ms: number) => string
  height?: number
  inks?: Inks
}

const TOP = 34
const BOTTOM = 20

const percent = (fraction: number) => `${(Math.min(1, Math.max(0, fraction)) * 100).toFixed(2)}%`

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 20, 30].map((n) => n * MINUTE),
  ...[1, 2, 6, 12, 24].map((n) => n * HOUR),
]

/** Round lengths of time, at most five after zero: people count in 20 s and 5 min, not in 15.6 s. */
function ticksOf(endMs: number): number[] {
  const step = STEPS.find((each) => endMs / each <= 5) ?? 24 * HOUR * Math.ceil(endMs / (5 * 24 * HOUR))
  return Array.from({ length: Math.floor(endMs / step) + 1 }, (_, i) => i * step)
}

/** Labels of neighbours stand on two lines, so that they never cover each other. */
function lanes(marks: readonly HistogramMark[], endMs: number): (HistogramMark & { lane: number })[] {
  let last = { x: -1, lane: 1 }
  return [...marks]
    .sort((a, b) => a.atMs - b.atMs)
    .map((mark) => {
      const x = mark.atMs / endMs
      last = { x, lane: x - last.x < 0.22 && last.x >= 0 ? 1 - last.lane : 0 }
      return { ...mark, lane: last.lane }
    })
}

interface MarkProps {
  mark: HistogramMark & { lane: number }
  x: number
  floor: number
  inks: Inks
}

function Mark({ mark: { label, isLimit, lane }, x, floor, inks }: MarkProps) {
  const y = 11 + lane * 15
  const ink = isLimit ? inks.text : inks.strong
  return (
    <g fontWeight={isLimit ? 400 : 600}>
      <line
        x1={percent(x)}
        x2={percent(x)}
        y1={y + 4}
        y2={floor}
        stroke={ink}
        strokeDasharray={isLimit ? '3 2' : undefined}
      />
      <text x={percent(x)} y={y} textAnchor={x > 0.85 ? 'end' : x < 0.12 ? 'start' : 'middle'} fill={ink}>
        {label}
      </text>
    </g>
  )
}

/** How long runs take: one base line, direct labels, the limit dashed. A limit far to the right stretches the axis, never hides. */
export function DurationHistogram({
  bins,
  marks,
  label,
  words,
  height = 132,
  inks = SCREEN_INKS,
}: DurationHistogramProps) {
  const lastMs = bins.at(-1)?.toMs ?? 1
  const endMs = Math.max(lastMs, ...marks.map(({ atMs }) => Math.min(atMs, lastMs * 2.5))) * 1.04
  const most = Math.max(1, ...bins.map(({ count }) => count))
  const floor = height - BOTTOM
  return (
    <svg
      width="100%"
      height={height}
      role="img"
      aria-label={label}
      style={{ display: 'block', fontSize: 11, fontVariantNumeric: 'tabular-nums' }}
    >
      {bins.map(({ fromMs, toMs, count }) => {
        const tall = count === 0 ? 0 : Math.max(1, (count / most) * (floor - TOP))
        return (
          <rect
            key={fromMs}
            x={percent(fromMs / endMs)}
            width={percent(((toMs - fromMs) / endMs) * 0.86)}
            y={floor - tall}
            height={tall}
            fill={inks.ok}
          />
        )
      })}
      <line x1="0" x2="100%" y1={floor} y2={floor} stroke={inks.baseline} />
      {lanes(marks, endMs).map((mark) => (
        <Mark key={mark.label} mark={mark} x={Math.min(mark.atMs, endMs) / endMs} floor={floor} inks={inks} />
      ))}
      {ticksOf(endMs).map((atMs) => (
        <text
          key={atMs}
          x={percent(atMs / endMs)}
          y={height - 5}
          fill={inks.text}
          textAnchor={atMs === 0 ? 'start' : atMs / endMs > 0.95 ? 'end' : 'middle'}
        >
          {atMs === 0 ? '0' : words(atMs)}
        </text>
      ))}
    </svg>
  )
}
