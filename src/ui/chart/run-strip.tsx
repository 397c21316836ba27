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

/** Neighbouring cells of one state as spans of cell numbers, the end excluded. */
function spansOf(buckets: RunStripProps['buckets'], state: MarkState): [number, number][] {
  const spans: [number, number][] = []
  buckets.forEach((bucket, i) => {
    const last = spans.at(-1)
    if (bucket.state !== state) return
    if (last && last[1] === i) last[1] = i + 1
    else spans.push([i, i + 1])
  })
  return spans
}

/**
 * All cells of one state: a line as thick as the cells are tall, dashed into cells. A board has some 5,000 of them; drawn one
 * by one they would weigh more than the rest of the page.
 */
function Cells({
  buckets,
  state,
  height,
  paint,
}: Pick<RunStripProps, 'buckets'> & { state: MarkState; height: number; paint: string }) {
  const spans = spansOf(buckets, state)
  if (spans.length === 0) return null
  const gap = state === 'down' ? 0.5 : 1
  const tall = Math.max(2, Math.round(HEIGHTS[state] * (height - 3)))
  const y = height - 1 - tall / 2
  const path = spans.map(([from, to]) => `M${from * UNIT + gap / 2} ${y}H${to * UNIT - gap / 2}`).join('')
  return <path d={path} stroke={paint} strokeWidth={tall} strokeDasharray={`${UNIT - gap} ${gap}`} fill="none" />
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
  const now = Math.round(fractionOf(window, window.now) * width * 10) / 10
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
      {DRAWN.map((state) => (
        <Cells
          key={state}
          buckets={buckets}
          state={state}
          height={height}
          paint={state === 'excused' ? `url(#${hatch})` : inkOf(inks, state)}
        />
      ))}
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
