import { useId } from 'react'
import { Hatch } from './hatch'
import { HEIGHTS, type Inks, inkOf, type MarkState, SCREEN_INKS } from './inks'

export interface DayMark {
  /** plant day, `2026-11-19` */
  day: string
  state: MarkState
}

export interface AvailabilityBarsProps<Day extends DayMark> {
  days: readonly Day[]
  /** the bars in words */
  label: string
  /** what a bar says on hover */
  dayTitle?: (day: Day) => string
  height?: number
  inks?: Inks
}

const UNIT = 8

/** A day of rest keeps a stub, so that the week stays readable. */
function heightOf(state: MarkState, height: number): number {
  return state === 'none'
    ? 3
    : Math.max(3, Math.round((state === 'ok' || state === 'excused' ? 0.5 : HEIGHTS[state]) * height))
}

/** One bar a plant day on one base line: ok low, late middle, down full, excused hatched, no run a stub. */
export function AvailabilityBars<Day extends DayMark>(props: AvailabilityBarsProps<Day>) {
  const { days, label, dayTitle, height = 44, inks = SCREEN_INKS } = props
  const hatch = useId()
  const width = days.length * UNIT
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      width="100%"
      height={height}
      role="img"
      aria-label={label}
    >
      <defs>
        <Hatch id={hatch} color={inks.excused} />
      </defs>
      {days.map((day, i) => {
        const tall = heightOf(day.state, height)
        const fill = day.state === 'excused' ? `url(#${hatch})` : inkOf(inks, day.state)
        return (
          <rect
            key={day.day}
            x={i * UNIT + 1}
            y={height - tall}
            width={UNIT - 2}
            height={tall}
            fill={day.state === 'none' ? inks.baseline : fill}
          >
            {dayTitle && <title>{dayTitle(day)}</title>}
          </rect>
        )
      })}
    </svg>
  )
}

/** First, middle and last day under the bars. */
export function BarsAxis({ from, middle, to }: { from: string; middle?: string; to: string }) {
  return (
    <div aria-hidden className="mt-1 flex justify-between text-11 text-ink-3">
      <span>{from}</span>
      {middle && <span>{middle}</span>}
      <span>{to}</span>
    </div>
  )
}
