import type { CalendarRules, Shift } from '@/domain/calendar/schema'
import { type Inks, SCREEN_INKS } from './inks'

/** A week's axis goes on into the next day, so that a night shift stands whole on the day it begins. */
const AXIS_H = 36
const [LEFT, HOUR, ROW] = [34, 16, 22]
const TICKS = [0, 6, 12, 18, 24, 30, 36]

interface Bar {
  name: string
  fromH: number
  toH: number
  lane: number
  index: number
}

const hoursOf = (time: string) => +time.slice(0, 2) + +time.slice(3, 5) / 60

/** Shifts of a weekday side by side where they overlap. */
function barsOf(shifts: readonly Shift[], weekday: number, week: number | null): Bar[] {
  const ends: number[] = []
  return shifts
    .map((shift, index) => ({ shift, index }))
    .filter(({ shift: { days, weeks } }) => days.includes(weekday) && (!weeks || week === null || weeks.includes(week)))
    .toSorted((a, b) => a.shift.from.localeCompare(b.shift.from))
    .map(({ shift: { name, from, to }, index }) => {
      const fromH = hoursOf(from)
      const toH = hoursOf(to) <= fromH ? hoursOf(to) + 24 : hoursOf(to)
      const free = ends.findIndex((end) => end <= fromH)
      const lane = free === -1 ? ends.length : free
      ends[lane] = toH
      return { name, fromH, toH, lane, index }
    })
}

export interface WeekGridProps {
  rules: Pick<CalendarRules, 'shifts'>
  /** which week of the rotation; null: every shift */
  week: number | null
  /** Monday first, short */
  weekdays: readonly string[]
  /** the picture in words */
  label: string
  inks?: Inks
}

/** The shifts of a week: seven rows, each shift one bar on the day it begins, whole past midnight. */
export function WeekGrid({ rules, week, weekdays, label, inks = SCREEN_INKS }: WeekGridProps) {
  const [width, height] = [LEFT + AXIS_H * HOUR + 2, 7 * ROW + 18]
  const x = (hour: number) => LEFT + hour * HOUR
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" role="img" aria-label={label} className="max-w-3xl">
      <rect x={x(24)} y={0} width={12 * HOUR} height={7 * ROW} fill={inks.shift} opacity={0.5} />
      {TICKS.map((hour) => (
        <g key={hour}>
          <line x1={x(hour)} x2={x(hour)} y1={0} y2={7 * ROW} stroke={hour === 24 ? inks.baseline : inks.line} />
          <text x={x(hour)} y={height - 5} fontSize={10} fill={inks.text} textAnchor={hour === 36 ? 'end' : 'middle'}>
            {String(hour % 24).padStart(2, '0')}
          </text>
        </g>
      ))}
      {weekdays.map((name, row) => {
        const bars = barsOf(rules.shifts, row + 1, week)
        const lanes = Math.max(1, ...bars.map(({ lane }) => lane + 1))
        const tall = (ROW - 6) / lanes
        return (
          <g key={name}>
            <line x1={LEFT} x2={width} y1={(row + 1) * ROW} y2={(row + 1) * ROW} stroke={inks.line} />
            <text x={0} y={row * ROW + 15} fontSize={11} fill={inks.text}>
              {name}
            </text>
            {bars.map((bar) => (
              <g key={`${bar.index} ${bar.fromH}`}>
                <rect
                  x={x(bar.fromH) + 0.5}
                  y={row * ROW + 3 + bar.lane * tall}
                  width={Math.max(2, (Math.min(bar.toH, AXIS_H) - bar.fromH) * HOUR - 1)}
                  height={tall - (lanes > 1 ? 1 : 0)}
                  rx={2}
                  fill={inks.ok}
                  opacity={bar.index % 2 === 0 ? 0.75 : 0.5}
                >
                  <title>{bar.name}</title>
                </rect>
                {bar.toH > AXIS_H && <path d={`M${x(AXIS_H) - 6} ${row * ROW + 7}l5 4-5 4z`} fill={inks.strong} />}
                {lanes === 1 && (bar.toH - bar.fromH) * HOUR > bar.name.length * 6 && (
                  <text x={x(bar.fromH) + 5} y={row * ROW + 15} fontSize={11} fill={inks.strong}>
                    {bar.name}
                  </text>
                )}
              </g>
            ))}
          </g>
        )
      })}
    </svg>
  )
}
