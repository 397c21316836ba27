import { useId } from 'react'
import { Hatch } from './hatch'
import { HEIGHTS, type Inks, inkOf, type MarkState, SCREEN_INKS } from './inks'

export interface StripSpan {
  start: Date
  end: Date
  now: Date
}

export interface RunStripProps {
  window: StripSpan
  /** equal spans, oldest first */
  buckets: readonly { state: MarkState }[]
  /** when runs are asked for; drawn as a shade */
  scheduled?: readonly { from: Date; to: Date }[]
  /** the strip in words */
  label: string
  height?: number
  inks?: Inks
}

const UNIT = 4
const DRAWN = ['ok', 'running', 'cancelled', 'unknown', 'expected', 'excused', 'late', 'down'] as const

/** All cells of one state as one path: a board has some 5,000 cells, and each element would cost a hundred bytes. */
function pathOf(buckets: RunStripProps['buckets'], state: MarkState, height: number): string {
  const tall = Math.max(1.5, HEIGHTS[state] * height)
  const gap = state === 'down' ? 0.6 : 1
  return buckets
    .map((bucket, i) =>
      bucket.state === state ? `M${i * UNIT + gap / 2} ${height - tall}h${UNIT - gap}v${tall}h-${UNIT - gap}z` : '',
    )
    .join('')
}

/** Where an instant lies in the window, 0 to 1. */
export function fractionOf({ start, end }: StripSpan, at: Date): number {
  const fraction = (at.getTime() - start.getTime()) / (end.getTime() - start.getTime())
  return Math.min(1, Math.max(0, fraction))
}

/** Runs on a shared axis: ok low, late middle, down full, excused hatched, expected a thin line, no data empty; one line for now. */
export function RunStrip({ window, buckets, scheduled = [], label, height = 24, inks = SCREEN_INKS }: RunStripProps) {
  const hatch = useId()
  const width = buckets.length * UNIT
  const now = fractionOf(window, window.now) * width
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      width="100%"
      height={height}
      style={{ display: 'block' }}
      role="img"
      aria-label={label}
    >
      <defs>
        <Hatch id={hatch} color={inks.excused} pitch={3} />
      </defs>
      {scheduled.map(({ from, to }) => {
        const x = fractionOf(window, from) * width
        return (
          <rect
            key={from.toISOString()}
            x={x}
            width={fractionOf(window, to) * width - x}
            height={height}
            fill={inks.shift}
          />
        )
      })}
      {DRAWN.map((state) => {
        const path = pathOf(buckets, state, height - 2)
        return (
          path && (
            <path
              key={state}
              d={path}
              transform="translate(0 1)"
              fill={state === 'excused' ? `url(#${hatch})` : inkOf(inks, state)}
            />
          )
        )
      })}
      <line
        x1={0}
        x2={width}
        y1={height - 0.5}
        y2={height - 0.5}
        stroke={inks.line}
        vectorEffect="non-scaling-stroke"
      />
      <line
        x1={now}
        x2={now}
        y1={0}
        y2={height}
        stroke={inks.strong}
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
